-- Revision  2026-11-21-103000-0000 (apply)
-- Message   other_primary_key
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop primary key over code of countries
-- Add primary key over id on countries (models.rs:4:30)
-- Add unique constraint uq_countries_code on countries (models.rs:4:47)
-- warning[L107]: primary key over id on countries fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE `countries`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`id`),
    ADD UNIQUE INDEX `uq_countries_code` (`code`);
