-- Revision  2026-11-21-120000-0000 (undo)
-- Message   shop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T12:00:00Z by schemist 0.1.0
--
-- Review before you run.

-- Drop table sales.orders
-- DESTRUCTIVE: deletes the rows of table sales.orders
DROP TABLE sales.orders;

-- Drop table sales.customers
-- DESTRUCTIVE: deletes the rows of table sales.customers
DROP TABLE sales.customers;

-- Drop enum sales.order_status
DROP TYPE sales.order_status;

-- Drop schema sales
DROP SCHEMA sales;
