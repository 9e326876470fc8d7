-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_and_retype
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column orders.amount that the other type cannot hold as they were may not be restored
-- WARNING: values of column orders.remark that the other type cannot hold as they were may not be restored

-- Drop check constraint (amount > 0) of orders
-- Alter column orders.amount (type, nullability, default)
-- Alter column orders.remark (type)
-- Add check constraint qty_given on orders
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (amount > 0) of orders; alter column orders.amount (type, nullability, default); alter column orders.remark (type); add check constraint qty_given on orders
DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id INTEGER NOT NULL PRIMARY KEY,
    amount VARCHAR(10),
    remark TEXT,
    CONSTRAINT qty_given CHECK (amount <> '')
);

INSERT INTO __schemist_new_orders (id, amount, remark)
SELECT id, amount, remark
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
CREATE INDEX ix_orders_qty ON orders (amount);

-- Rename column orders.amount to qty
ALTER TABLE orders RENAME COLUMN amount TO qty;

-- Rename column orders.remark to note
ALTER TABLE orders RENAME COLUMN remark TO note;
