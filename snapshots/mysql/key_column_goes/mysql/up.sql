-- Revision  2026-11-21-103000-0000 (apply)
-- Message   key_column_goes
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column posts.title (type) (models.rs:26:5)
-- Drop column posts.gone
-- DESTRUCTIVE: deletes the data of column posts.gone; down.sql cannot restore it
-- warning[L102]: column posts.gone is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `posts`
    DROP COLUMN `gone`,
    MODIFY COLUMN `title` varchar(60) NULL;

-- Drop unique constraint ux_name of settings
-- Drop primary key over id of settings
-- Add primary key over name on settings (models.rs:11:29)
-- Drop column settings.id
-- DESTRUCTIVE: deletes the data of column settings.id; down.sql cannot restore it
-- warning[L102]: column settings.id is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `settings`
    DROP PRIMARY KEY,
    DROP INDEX `ux_name`,
    DROP COLUMN `id`,
    ADD PRIMARY KEY (`name`);

-- Add foreign key fk_posts_author on posts (models.rs:23:53)
-- warning[L108]: foreign key fk_posts_author on posts fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `posts` ADD CONSTRAINT `fk_posts_author` FOREIGN KEY (`author`) REFERENCES `users` (`id`);

-- Add foreign key fk_settings_owner on settings (models.rs:15:52)
-- warning[L108]: foreign key fk_settings_owner on settings fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `settings` ADD CONSTRAINT `fk_settings_owner` FOREIGN KEY (`owner`) REFERENCES `users` (`id`);
