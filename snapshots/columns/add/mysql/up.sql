-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column parcels.weight (models.rs:8:5)
-- Add column parcels.pieces (models.rs:10:5)
-- Add column parcels.remark (models.rs:12:5)
-- Add column parcels.express (models.rs:14:5)
ALTER TABLE `parcels`
    ADD COLUMN `weight` double NULL,
    ADD COLUMN `pieces` int NOT NULL DEFAULT 1,
    ADD COLUMN `remark` text NULL DEFAULT 'it''s new',
    ADD COLUMN `express` tinyint(1) NOT NULL DEFAULT 0;
