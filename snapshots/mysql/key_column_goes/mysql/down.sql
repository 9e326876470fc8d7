-- Revision  2026-11-21-103000-0000 (undo)
-- Message   key_column_goes
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column posts.gone cannot be restored
-- WARNING: the data of column settings.id cannot be restored
-- WARNING: values of column posts.title that the other type cannot hold as they were may not be restored

-- Drop foreign key fk_posts_author of posts
ALTER TABLE `posts` DROP FOREIGN KEY `fk_posts_author`;

-- Drop foreign key fk_settings_owner of settings
ALTER TABLE `settings` DROP FOREIGN KEY `fk_settings_owner`;

-- Add column posts.gone
-- Alter column posts.title (type)
-- the data of column posts.gone cannot be restored
ALTER TABLE `posts`
    ADD COLUMN `gone` int NULL,
    MODIFY COLUMN `title` varchar(40) NULL;

-- Drop primary key over name of settings
-- Add column settings.id
-- Add primary key over id on settings
-- Add unique constraint ux_name on settings
-- the data of column settings.id cannot be restored
ALTER TABLE `settings`
    DROP PRIMARY KEY,
    ADD COLUMN `id` int NOT NULL AUTO_INCREMENT,
    ADD PRIMARY KEY (`id`),
    ADD UNIQUE INDEX `ux_name` (`name`);
