-- Revision  2026-11-21-103000-0000 (undo)
-- Message   defaults_of_one_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column prices.step (default)
-- Alter column prices.tax (default)
ALTER TABLE `prices`
    MODIFY COLUMN `step` int NULL DEFAULT ((1 + 2)),
    MODIFY COLUMN `tax` decimal(8,2) NULL DEFAULT 19.00;
