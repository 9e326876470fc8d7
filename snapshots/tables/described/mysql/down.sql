-- Revision  2026-11-21-103000-0000 (undo)
-- Message   described
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_orders_account_id_accounts of orders
ALTER TABLE `orders` DROP FOREIGN KEY `fk_orders_account_id_accounts`;

-- Drop index ix_orders_account_id of orders
-- Drop column orders.account_id
-- DESTRUCTIVE: deletes the data of column orders.account_id
ALTER TABLE `orders`
    DROP INDEX `ix_orders_account_id`,
    DROP COLUMN `account_id`;
