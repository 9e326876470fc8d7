-- Revision  2026-11-21-103000-0000 (apply)
-- Message   widen
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column stock.amount (type) (models.rs:8:5)
-- Alter column stock.code (type) (models.rs:10:5)
-- Alter column stock.price (type) (models.rs:12:5)
-- warning[L105]: stock.price changes from decimal(8,2) to decimal(12,4): this fails where a value does not fit
ALTER TABLE `stock`
    MODIFY COLUMN `amount` bigint NOT NULL DEFAULT 0,
    MODIFY COLUMN `code` varchar(80) NOT NULL,
    MODIFY COLUMN `price` decimal(12,4) NOT NULL;
