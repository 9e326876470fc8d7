-- Revision  2026-11-21-103000-0000 (apply)
-- Message   everything_at_once
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column orders.cust_ref to reference
ALTER TABLE orders RENAME COLUMN cust_ref TO reference;

-- Rename column orders.customer to customer_id
ALTER TABLE orders RENAME COLUMN customer TO customer_id;

-- Add column order_lines.quantity (models.rs:39:5)
ALTER TABLE order_lines ADD COLUMN quantity integer DEFAULT 1 NOT NULL;

-- Drop index ix_orders_status of orders
DROP INDEX ix_orders_status;

-- Drop foreign key fk_orders_customer of orders
ALTER TABLE orders DROP CONSTRAINT fk_orders_customer;

-- Drop unique constraint uq_orders_cust_ref of orders
ALTER TABLE orders DROP CONSTRAINT uq_orders_cust_ref;

-- Add column orders.created_at (models.rs:29:5)
ALTER TABLE orders ADD COLUMN created_at timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL;

-- Alter column orders.status (nullability, default) (models.rs:25:5)
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'open'::text;
UPDATE orders SET status = DEFAULT WHERE status IS NULL;
ALTER TABLE orders ALTER COLUMN status SET NOT NULL;

-- Alter column orders.total (type) (models.rs:27:5)
ALTER TABLE orders ALTER COLUMN total TYPE bigint;

-- Add unique constraint uq_orders_reference on orders (models.rs:13:5)
ALTER TABLE orders ADD CONSTRAINT uq_orders_reference UNIQUE (reference, customer_id);

-- Add check constraint ck_orders_total on orders (models.rs:14:5)
-- warning[L108]: check constraint ck_orders_total on orders fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0);

-- Create index ix_orders_reference_lower on orders (models.rs:16:5)
CREATE INDEX ix_orders_reference_lower ON orders (lower(reference));

-- Create index ix_orders_status_created_at on orders (models.rs:15:5)
CREATE INDEX ix_orders_status_created_at ON orders (status, created_at DESC);

-- Add foreign key fk_orders_customer on orders (models.rs:20:53)
ALTER TABLE orders ADD CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;

-- Drop column orders.obsolete
-- DESTRUCTIVE: deletes the data of column orders.obsolete; down.sql cannot restore it
-- warning[L102]: column orders.obsolete is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE orders DROP COLUMN obsolete;
