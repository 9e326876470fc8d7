-- Revision  2026-11-21-103000-0000 (apply)
-- Message   index_renamed_with_comment
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename unique constraint old_email of people to new_email
ALTER TABLE `people` RENAME INDEX `old_email` TO `new_email`;

-- Rename index old_city of people to new_city
-- Set comment on constraint new_email of people
-- Set comment on index new_city
ALTER TABLE `people`
    DROP INDEX `new_email`,
    DROP INDEX `old_city`,
    ADD UNIQUE INDEX `new_email` (`email`) COMMENT 'one each',
    ADD INDEX `new_city` (`city`) COMMENT 'where they live';
