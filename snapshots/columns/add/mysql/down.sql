-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop column parcels.express
-- Drop column parcels.pieces
-- Drop column parcels.remark
-- Drop column parcels.weight
-- DESTRUCTIVE: deletes the data of column parcels.express
-- DESTRUCTIVE: deletes the data of column parcels.pieces
-- DESTRUCTIVE: deletes the data of column parcels.remark
-- DESTRUCTIVE: deletes the data of column parcels.weight
ALTER TABLE `parcels`
    DROP COLUMN `express`,
    DROP COLUMN `pieces`,
    DROP COLUMN `remark`,
    DROP COLUMN `weight`;
