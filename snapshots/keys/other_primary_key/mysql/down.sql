-- Revision  2026-11-21-103000-0000 (undo)
-- Message   other_primary_key
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop unique constraint uq_countries_code of countries
-- Drop primary key over id of countries
-- Add primary key over code on countries
ALTER TABLE `countries`
    DROP PRIMARY KEY,
    DROP INDEX `uq_countries_code`,
    ADD PRIMARY KEY (`code`);
