-- Revision  2026-11-21-103000-0000 (undo)
-- Message   to_a_table_without_a_model
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_people_country_countries of people
ALTER TABLE `people` DROP FOREIGN KEY `fk_people_country_countries`;

-- Drop index ix_people_country of people
ALTER TABLE `people` DROP INDEX `ix_people_country`;
