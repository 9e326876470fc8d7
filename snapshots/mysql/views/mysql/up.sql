-- Revision  2026-11-21-103000-0000 (apply)
-- Message   views
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- warning[L115]: view adults reads column people.name, which gets another name
--   help: drop the view before it in the revision, and create it again after it where it is wanted
-- warning[L115]: view owners reads column people.name, which gets another name
--   help: drop the view before it in the revision, and create it again after it where it is wanted
-- warning[L115]: view adults reads column people.age, which is dropped
--   help: drop the view before it in the revision, and create it again after it where it is wanted

-- Rename column people.name to full_name
ALTER TABLE `people` RENAME COLUMN `name` TO `full_name`;

-- Drop column people.age
-- DESTRUCTIVE: deletes the data of column people.age; down.sql cannot restore it
-- warning[L102]: column people.age is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `people` DROP COLUMN `age`;

-- Alter column pets.owner (type) (models.rs:15:5)
ALTER TABLE `pets` MODIFY COLUMN `owner` bigint NOT NULL;
