-- Revision  2026-11-21-103000-0000 (undo)
-- Message   routines
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table total cannot be restored
-- WARNING: the data of column orders.total cannot be restored

-- Create table total
-- the rows of table total cannot be restored
CREATE TABLE `total` (
    `id` int NOT NULL,
    PRIMARY KEY (`id`)
);

-- Add column orders.total
-- the data of column orders.total cannot be restored
ALTER TABLE `orders` ADD COLUMN `total` int NULL;
