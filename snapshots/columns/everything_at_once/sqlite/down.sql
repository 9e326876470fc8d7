-- Revision  2026-11-21-103000-0000 (undo)
-- Message   everything_at_once
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column orders.obsolete cannot be restored
-- WARNING: values of column orders.total that the other type cannot hold as they were may not be restored

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Drop index ix_orders_reference_lower of orders
-- Drop index ix_orders_status_created_at of orders
-- Drop foreign key fk_orders_customer of orders
-- Drop check constraint ck_orders_total of orders
-- Drop unique constraint uq_orders_reference of orders
-- Add column orders.obsolete
-- Alter column orders.status (nullability, default)
-- Alter column orders.total (type)
-- Add unique constraint uq_orders_cust_ref on orders
-- Create index ix_orders_status on orders
-- Add foreign key fk_orders_customer on orders
-- Drop column orders.created_at
-- the data of column orders.obsolete cannot be restored
-- DESTRUCTIVE: deletes the data of column orders.created_at
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: drop foreign key fk_orders_customer of orders; drop check constraint ck_orders_total of orders; drop unique constraint uq_orders_reference of orders; alter column orders.status (nullability, default); alter column orders.total (type); add unique constraint uq_orders_cust_ref on orders; add foreign key fk_orders_customer on orders
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding orders leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('order_lines'))
     + (SELECT count(*) FROM pragma_foreign_key_check('orders'));

DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    reference TEXT,
    status TEXT,
    total INTEGER NOT NULL,
    obsolete TEXT,
    CONSTRAINT uq_orders_cust_ref UNIQUE (reference),
    CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);

INSERT INTO __schemist_new_orders (id, customer_id, reference, status, total)
SELECT id, customer_id, reference, status, total
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
CREATE INDEX ix_orders_status ON orders (status);

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('order_lines'))
     + (SELECT count(*) FROM pragma_foreign_key_check('orders'));

DROP TABLE temp.__schemist_violations;

-- Rename column orders.customer_id to customer
ALTER TABLE orders RENAME COLUMN customer_id TO customer;

-- Rename column orders.reference to cust_ref
ALTER TABLE orders RENAME COLUMN reference TO cust_ref;

-- Drop column order_lines.quantity
-- DESTRUCTIVE: deletes the data of column order_lines.quantity
ALTER TABLE order_lines DROP COLUMN quantity;

COMMIT;
PRAGMA foreign_keys = ON;
