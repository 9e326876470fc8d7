-- Revision  2026-11-21-120000-0000 (apply)
-- Message   shop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T12:00:00Z by schemist 0.1.0
--
-- Review before you run.

-- Create table customers (main.rs:21:12)
CREATE TABLE customers (
    id INTEGER NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT
);

-- Create table orders (main.rs:57:12)
CREATE TABLE orders (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'open',
    cents BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    changed_at TIMESTAMP,
    CHECK (cents >= 0),
    CHECK (status IN ('open', 'paid', 'sent'))
);

CREATE INDEX ix_orders_status_customer_id ON orders (status, customer_id);
