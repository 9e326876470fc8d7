-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_and_retype
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column orders.note to remark
ALTER TABLE `orders` RENAME COLUMN `note` TO `remark`;

-- Rename column orders.qty to amount
ALTER TABLE `orders` RENAME COLUMN `qty` TO `amount`;

-- Drop check constraint qty_given of orders
-- Alter column orders.amount (type, nullability, default) (models.rs:8:5)
-- Alter column orders.remark (type) (models.rs:10:5)
-- Add check constraint ck_orders_amount on orders (models.rs:7:48)
-- warning[L105]: orders.amount changes from varchar(10) to bigint: this fails where a value does not fit
-- warning[L105]: orders.remark changes from text to varchar(40): this fails where a value does not fit
-- warning[L108]: check constraint ck_orders_amount on orders fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `orders` MODIFY COLUMN `amount` bigint NULL DEFAULT 1;
UPDATE `orders` SET `amount` = 1 WHERE `amount` IS NULL;

ALTER TABLE `orders`
    DROP CONSTRAINT `qty_given`,
    MODIFY COLUMN `amount` bigint NOT NULL DEFAULT 1,
    MODIFY COLUMN `remark` varchar(40) NULL,
    ADD CONSTRAINT `ck_orders_amount` CHECK (`amount` > 0);
