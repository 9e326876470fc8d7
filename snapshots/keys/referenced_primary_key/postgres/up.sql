-- Revision  2026-11-21-103000-0000 (apply)
-- Message   referenced_primary_key
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_posts_user of posts
ALTER TABLE posts DROP CONSTRAINT fk_posts_user;

-- Alter column posts.user_id (type) (models.rs:15:5)
ALTER TABLE posts ALTER COLUMN user_id TYPE bigint;

-- Alter column users.id (type) (models.rs:6:5)
ALTER TABLE users ALTER COLUMN id TYPE bigint;

-- Add foreign key fk_posts_user on posts (models.rs:14:41)
ALTER TABLE posts ADD CONSTRAINT fk_posts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
