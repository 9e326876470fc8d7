-- Revision  2026-11-21-103000-0000 (apply)
-- Message   match_and_set_null_columns
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_posts_author of posts
ALTER TABLE posts DROP CONSTRAINT fk_posts_author;

-- Drop foreign key fk_posts_editor of posts
ALTER TABLE posts DROP CONSTRAINT fk_posts_editor;

-- Add foreign key fk_posts_author on posts (models.rs:13:5)
ALTER TABLE posts ADD CONSTRAINT fk_posts_author FOREIGN KEY (tenant, author) REFERENCES users (tenant, id) MATCH FULL ON DELETE SET NULL (author);

-- Add foreign key fk_posts_editor on posts (models.rs:20:5)
ALTER TABLE posts ADD CONSTRAINT fk_posts_editor FOREIGN KEY (tenant, editor) REFERENCES users (tenant, id) ON UPDATE CASCADE DEFERRABLE;
