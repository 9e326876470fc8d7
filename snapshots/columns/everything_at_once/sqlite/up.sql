-- Revision  2026-11-21-103000-0000 (apply)
-- Message   everything_at_once
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Rename column orders.cust_ref to reference
ALTER TABLE orders RENAME COLUMN cust_ref TO reference;

-- Rename column orders.customer to customer_id
ALTER TABLE orders RENAME COLUMN customer TO customer_id;

-- Add column order_lines.quantity (models.rs:39:5)
ALTER TABLE order_lines ADD COLUMN quantity INTEGER NOT NULL DEFAULT 1;

-- Drop index ix_orders_status of orders
-- Drop foreign key fk_orders_customer of orders
-- Drop unique constraint uq_orders_cust_ref of orders
-- Add column orders.created_at (models.rs:29:5)
-- Alter column orders.status (nullability, default) (models.rs:25:5)
-- Alter column orders.total (type) (models.rs:27:5)
-- Add unique constraint uq_orders_reference on orders (models.rs:13:5)
-- Add check constraint ck_orders_total on orders (models.rs:14:5)
-- Create index ix_orders_reference_lower on orders (models.rs:16:5)
-- Create index ix_orders_status_created_at on orders (models.rs:15:5)
-- Add foreign key fk_orders_customer on orders (models.rs:20:53)
-- Drop column orders.obsolete
-- DESTRUCTIVE: deletes the data of column orders.obsolete; down.sql cannot restore it
-- warning[L102]: column orders.obsolete is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- warning[L108]: check constraint ck_orders_total on orders fails where a row breaks it
--   help: look for such rows before this runs
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: drop foreign key fk_orders_customer of orders; drop unique constraint uq_orders_cust_ref of orders; add column orders.created_at; alter column orders.status (nullability, default); alter column orders.total (type); add unique constraint uq_orders_reference on orders; add check constraint ck_orders_total on orders; add foreign key fk_orders_customer on orders
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
    status TEXT NOT NULL DEFAULT 'open',
    total BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT uq_orders_reference UNIQUE (reference, customer_id),
    CONSTRAINT ck_orders_total CHECK (total >= 0),
    CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
);

INSERT INTO __schemist_new_orders (id, customer_id, reference, status, total)
SELECT id, customer_id, reference, coalesce(status, 'open'), total
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
CREATE INDEX ix_orders_reference_lower ON orders (lower(reference));
CREATE INDEX ix_orders_status_created_at ON orders (status, created_at DESC);

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('order_lines'))
     + (SELECT count(*) FROM pragma_foreign_key_check('orders'));

DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
