-- Revision  2026-11-21-103000-0000 (apply)
-- Message   order
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_posts_posted of posts
-- Create index ix_posts_author_posted_id on posts (models.rs:8:5)
-- Create index ix_posts_posted on posts (models.rs:6:5)
ALTER TABLE `posts`
    DROP INDEX `ix_posts_posted`,
    ADD INDEX `ix_posts_author_posted_id` (`author`, `posted` DESC, `id`),
    ADD INDEX `ix_posts_posted` (`posted` DESC);
