-- Revision  2026-11-21-103000-0000 (undo)
-- Message   everything_at_once
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column orders.obsolete cannot be restored
-- WARNING: values of column orders.total that the other type cannot hold as they were may not be restored

-- Drop index ix_orders_reference_lower of orders
DROP INDEX ix_orders_reference_lower;

-- Drop index ix_orders_status_created_at of orders
DROP INDEX ix_orders_status_created_at;

-- Drop foreign key fk_orders_customer of orders
ALTER TABLE orders DROP CONSTRAINT fk_orders_customer;

-- Drop check constraint ck_orders_total of orders
ALTER TABLE orders DROP CONSTRAINT ck_orders_total;

-- Drop unique constraint uq_orders_reference of orders
ALTER TABLE orders DROP CONSTRAINT uq_orders_reference;

-- Add column orders.obsolete
-- the data of column orders.obsolete cannot be restored
ALTER TABLE orders ADD COLUMN obsolete text;

-- Alter column orders.status (nullability, default)
ALTER TABLE orders
    ALTER COLUMN status DROP NOT NULL,
    ALTER COLUMN status DROP DEFAULT;

-- Alter column orders.total (type)
ALTER TABLE orders ALTER COLUMN total TYPE integer;

-- Add unique constraint uq_orders_cust_ref on orders
ALTER TABLE orders ADD CONSTRAINT uq_orders_cust_ref UNIQUE (reference);

-- Rename column orders.reference to cust_ref
ALTER TABLE orders RENAME COLUMN reference TO cust_ref;

-- Create index ix_orders_status on orders
CREATE INDEX ix_orders_status ON orders (status);

-- Add foreign key fk_orders_customer on orders
ALTER TABLE orders ADD CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);

-- Rename column orders.customer_id to customer
ALTER TABLE orders RENAME COLUMN customer_id TO customer;

-- Drop column order_lines.quantity
-- DESTRUCTIVE: deletes the data of column order_lines.quantity
ALTER TABLE order_lines DROP COLUMN quantity;

-- Drop column orders.created_at
-- DESTRUCTIVE: deletes the data of column orders.created_at
ALTER TABLE orders DROP COLUMN created_at;
