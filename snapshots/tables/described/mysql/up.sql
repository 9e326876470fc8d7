-- Revision  2026-11-21-103000-0000 (apply)
-- Message   described
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column orders.account_id (models.rs:22:5)
-- Create index ix_orders_account_id on orders (models.rs:21:26)
ALTER TABLE `orders`
    ADD COLUMN `account_id` int NULL,
    ADD INDEX `ix_orders_account_id` (`account_id`);

-- Add foreign key fk_orders_account_id_accounts on orders (models.rs:21:26)
ALTER TABLE `orders` ADD CONSTRAINT `fk_orders_account_id_accounts` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`);
