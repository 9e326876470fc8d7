-- Revision  2026-11-21-103000-0000 (apply)
-- Message   defaults_of_one_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column prices.step (default) (models.rs:13:5)
-- Alter column prices.tax (default) (models.rs:11:5)
ALTER TABLE `prices`
    MODIFY COLUMN `step` int NULL DEFAULT 3,
    MODIFY COLUMN `tax` decimal(8,2) NULL DEFAULT 19.50;
