-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column cities.code to cd
ALTER TABLE `cities` RENAME COLUMN `code` TO `cd`;

-- Rename column cities.population to pop
ALTER TABLE `cities` RENAME COLUMN `population` TO `pop`;
