-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_and_retype
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column orders.note to remark
ALTER TABLE orders RENAME COLUMN note TO remark;

-- Rename column orders.qty to amount
ALTER TABLE orders RENAME COLUMN qty TO amount;

-- Drop check constraint qty_given of orders
-- Alter column orders.amount (type, nullability, default) (models.rs:8:5)
-- Alter column orders.remark (type) (models.rs:10:5)
-- Add check constraint (amount > 0) on orders (models.rs:7:48)
-- warning[L105]: orders.amount changes from VARCHAR(10) to BIGINT: text that looks like a number becomes one: '007' becomes 7
-- warning[L108]: check constraint (amount > 0) on orders fails where a row breaks it
--   help: look for such rows before this runs
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: drop check constraint qty_given of orders; alter column orders.amount (type, nullability, default); alter column orders.remark (type); add check constraint (amount > 0) on orders
DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id INTEGER NOT NULL PRIMARY KEY,
    amount BIGINT NOT NULL DEFAULT 1,
    remark VARCHAR(40),
    CHECK (amount > 0)
);

INSERT INTO __schemist_new_orders (id, amount, remark)
SELECT id, coalesce(amount, 1), remark
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
CREATE INDEX ix_orders_qty ON orders (amount);
