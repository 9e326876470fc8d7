-- Revision  2026-11-21-103000-0000 (apply)
-- Message   everything_at_once
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column orders.cust_ref to reference
ALTER TABLE `orders` RENAME COLUMN `cust_ref` TO `reference`;

-- Rename column orders.customer to customer_id
ALTER TABLE `orders` RENAME COLUMN `customer` TO `customer_id`;

-- Drop foreign key fk_orders_customer of orders
ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_customer`;

-- Add column order_lines.quantity (models.mysql.rs:38:5)
ALTER TABLE `order_lines` ADD COLUMN `quantity` int NOT NULL DEFAULT 1;

-- Drop index ix_orders_status of orders
-- Drop unique constraint uq_orders_cust_ref of orders
-- Add column orders.created_at (models.mysql.rs:28:5)
-- Alter column orders.status (nullability, default) (models.mysql.rs:24:5)
-- Alter column orders.total (type) (models.mysql.rs:26:5)
-- Add unique constraint uq_orders_reference on orders (models.mysql.rs:13:5)
-- Add check constraint ck_orders_total on orders (models.mysql.rs:14:5)
-- Create index ix_orders_status_created_at on orders (models.mysql.rs:15:5)
-- Drop column orders.obsolete
-- DESTRUCTIVE: deletes the data of column orders.obsolete; down.sql cannot restore it
-- warning[L102]: column orders.obsolete is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- warning[L108]: check constraint ck_orders_total on orders fails where a row breaks it
--   help: look for such rows before this runs
UPDATE `orders` SET `status` = 'open' WHERE `status` IS NULL;

ALTER TABLE `orders`
    DROP INDEX `ix_orders_status`,
    DROP INDEX `uq_orders_cust_ref`,
    DROP COLUMN `obsolete`,
    ADD COLUMN `created_at` datetime NOT NULL DEFAULT current_timestamp(),
    MODIFY COLUMN `status` text NOT NULL DEFAULT 'open',
    MODIFY COLUMN `total` bigint NOT NULL,
    ADD INDEX `ix_orders_status_created_at` (`status`(255), `created_at` DESC),
    ADD UNIQUE INDEX `uq_orders_reference` (`reference`, `customer_id`),
    ADD CONSTRAINT `ck_orders_total` CHECK (`total` >= 0);

-- Add foreign key fk_orders_customer on orders (models.mysql.rs:19:53)
ALTER TABLE `orders` ADD CONSTRAINT `fk_orders_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE CASCADE;
