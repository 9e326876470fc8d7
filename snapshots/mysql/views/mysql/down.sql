-- Revision  2026-11-21-103000-0000 (undo)
-- Message   views
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column people.age cannot be restored
-- WARNING: values of column pets.owner that the other type cannot hold as they were may not be restored

-- Rename column people.full_name to name
ALTER TABLE `people` RENAME COLUMN `full_name` TO `name`;

-- Add column people.age
-- the data of column people.age cannot be restored
ALTER TABLE `people` ADD COLUMN `age` int NULL;

-- Alter column pets.owner (type)
ALTER TABLE `pets` MODIFY COLUMN `owner` int NOT NULL;
