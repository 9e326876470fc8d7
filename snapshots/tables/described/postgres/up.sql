-- Revision  2026-11-21-103000-0000 (apply)
-- Message   described
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column orders.account_id (models.rs:22:5)
ALTER TABLE orders ADD COLUMN account_id integer;

-- Add foreign key fk_orders_account_id_accounts on orders (models.rs:21:26)
ALTER TABLE orders ADD CONSTRAINT fk_orders_account_id_accounts FOREIGN KEY (account_id) REFERENCES accounts (id);
