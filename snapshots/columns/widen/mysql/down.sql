-- Revision  2026-11-21-103000-0000 (undo)
-- Message   widen
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column stock.amount that the other type cannot hold as they were may not be restored
-- WARNING: values of column stock.code that the other type cannot hold as they were may not be restored
-- WARNING: values of column stock.price that the other type cannot hold as they were may not be restored

-- Alter column stock.amount (type)
-- Alter column stock.code (type)
-- Alter column stock.price (type)
ALTER TABLE `stock`
    MODIFY COLUMN `amount` int NOT NULL DEFAULT 0,
    MODIFY COLUMN `code` varchar(20) NOT NULL,
    MODIFY COLUMN `price` decimal(8,2) NOT NULL;
