-- Revision  2026-11-21-120000-0000 (apply)
-- Message   shop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T12:00:00Z by schemist 0.1.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table customers (main.rs:23:12)
CREATE TABLE `customers` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `email` varchar(200) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `uq_customers_email` (`email`)
) COMMENT='Who buys.';

-- Create table orders (main.rs:41:12)
CREATE TABLE `orders` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `customer_id` bigint NOT NULL,
    `status` enum('open','paid') NOT NULL DEFAULT 'open',
    `cents` bigint NOT NULL,
    `placed_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    INDEX `ix_orders_customer_id` (`customer_id`),
    INDEX `ix_orders_status` (`status`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_orders_customer_id_customers` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE CASCADE,
    CONSTRAINT `ck_orders_cents` CHECK (cents >= 0)
) COMMENT='What a customer wants.';
