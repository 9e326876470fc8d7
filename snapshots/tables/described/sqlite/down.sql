-- Revision  2026-11-21-103000-0000 (undo)
-- Message   described
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key from account_id to accounts of orders
-- Drop column orders.account_id
-- DESTRUCTIVE: deletes the data of column orders.account_id
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: drop foreign key from account_id to accounts of orders
DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO __schemist_new_orders (id)
SELECT id
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
