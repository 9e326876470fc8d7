-- Revision  2026-11-21-103000-0000 (apply)
-- Message   referenced_primary_key
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_posts_user of posts
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_user`;

-- Alter column posts.user_id (type) (models.rs:15:5)
ALTER TABLE `posts` MODIFY COLUMN `user_id` bigint NOT NULL;

-- Alter column users.id (type) (models.rs:6:5)
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL;

-- Add foreign key fk_posts_user on posts (models.rs:14:41)
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
