-- Revision  2026-11-21-103000-0000 (apply)
-- Message   described
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column orders.account_id (models.rs:22:5)
-- Add foreign key from account_id to accounts on orders (models.rs:21:26)
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: add foreign key from account_id to accounts on orders
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding orders leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER REFERENCES accounts (id)
);

INSERT INTO __schemist_new_orders (id)
SELECT id
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('orders'));
DROP TABLE temp.__schemist_violations;
