-- Revision  2026-11-21-103000-0000 (undo)
-- Message   described
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_orders_account_id_accounts of orders
ALTER TABLE orders DROP CONSTRAINT fk_orders_account_id_accounts;

-- Drop column orders.account_id
-- DESTRUCTIVE: deletes the data of column orders.account_id
ALTER TABLE orders DROP COLUMN account_id;
