-- Revision  2026-11-21-103000-0000 (undo)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table pumps
-- DESTRUCTIVE: deletes the rows of table pumps
DROP TABLE `pumps`;

-- Drop column cars.fuel
-- Drop column cars.second
-- DESTRUCTIVE: deletes the data of column cars.fuel
-- DESTRUCTIVE: deletes the data of column cars.second
ALTER TABLE `cars`
    DROP COLUMN `fuel`,
    DROP COLUMN `second`;
