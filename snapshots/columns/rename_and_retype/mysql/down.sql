-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_and_retype
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column orders.amount that the other type cannot hold as they were may not be restored
-- WARNING: values of column orders.remark that the other type cannot hold as they were may not be restored

-- Drop check constraint ck_orders_amount of orders
-- Alter column orders.amount (type, nullability, default)
-- Alter column orders.remark (type)
ALTER TABLE `orders`
    DROP CONSTRAINT `ck_orders_amount`,
    MODIFY COLUMN `amount` varchar(10) NULL,
    MODIFY COLUMN `remark` text NULL;

-- Rename column orders.remark to note
ALTER TABLE `orders` RENAME COLUMN `remark` TO `note`;

-- Add check constraint qty_given on orders
ALTER TABLE `orders` ADD CONSTRAINT `qty_given` CHECK (`amount` <> '');

-- Rename column orders.amount to qty
ALTER TABLE `orders` RENAME COLUMN `amount` TO `qty`;
