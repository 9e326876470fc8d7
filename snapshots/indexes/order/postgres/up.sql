-- Revision  2026-11-21-103000-0000 (apply)
-- Message   order
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_posts_posted of posts
DROP INDEX ix_posts_posted;

-- Create index ix_posts_author_posted_id on posts (models.rs:8:5)
CREATE INDEX ix_posts_author_posted_id ON posts (author, posted DESC, id);

-- Create index ix_posts_posted on posts (models.rs:6:5)
CREATE INDEX ix_posts_posted ON posts (posted DESC);
