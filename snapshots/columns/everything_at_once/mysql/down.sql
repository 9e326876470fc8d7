-- Revision  2026-11-21-103000-0000 (undo)
-- Message   everything_at_once
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column orders.obsolete cannot be restored
-- WARNING: values of column orders.total that the other type cannot hold as they were may not be restored

-- Drop foreign key fk_orders_customer of orders
ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_customer`;

-- Drop index ix_orders_status_created_at of orders
-- Drop check constraint ck_orders_total of orders
-- Drop unique constraint uq_orders_reference of orders
-- Add column orders.obsolete
-- Alter column orders.status (nullability, default)
-- Alter column orders.total (type)
-- Add unique constraint uq_orders_cust_ref on orders
-- Create index ix_orders_status on orders
-- Drop column orders.created_at
-- the data of column orders.obsolete cannot be restored
-- DESTRUCTIVE: deletes the data of column orders.created_at
ALTER TABLE `orders`
    DROP CONSTRAINT `ck_orders_total`,
    DROP INDEX `ix_orders_status_created_at`,
    DROP INDEX `uq_orders_reference`,
    DROP COLUMN `created_at`,
    ADD COLUMN `obsolete` text NULL,
    MODIFY COLUMN `status` text NULL,
    MODIFY COLUMN `total` int NOT NULL,
    ADD INDEX `ix_orders_status` (`status`(768)),
    ADD UNIQUE INDEX `uq_orders_cust_ref` (`reference`);

-- Rename column orders.reference to cust_ref
ALTER TABLE `orders` RENAME COLUMN `reference` TO `cust_ref`;

-- Add foreign key fk_orders_customer on orders
ALTER TABLE `orders` ADD CONSTRAINT `fk_orders_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`);

-- Rename column orders.customer_id to customer
ALTER TABLE `orders` RENAME COLUMN `customer_id` TO `customer`;

-- Drop column order_lines.quantity
-- DESTRUCTIVE: deletes the data of column order_lines.quantity
ALTER TABLE `order_lines` DROP COLUMN `quantity`;
