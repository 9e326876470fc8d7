-- Revision  2026-11-21-103000-0000 (undo)
-- Message   index_renamed_with_comment
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Set comment on constraint new_email of people
ALTER TABLE `people`
    DROP INDEX `new_email`,
    ADD UNIQUE INDEX `new_email` (`email`);

-- Rename unique constraint new_email of people to old_email
ALTER TABLE `people` RENAME INDEX `new_email` TO `old_email`;

-- Set comment on index new_city
-- Rename index new_city of people to old_city
ALTER TABLE `people`
    DROP INDEX `new_city`,
    ADD INDEX `old_city` (`city`) COMMENT 'by city';
