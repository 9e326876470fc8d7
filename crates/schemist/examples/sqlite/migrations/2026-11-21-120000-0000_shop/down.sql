-- Revision  2026-11-21-120000-0000 (undo)
-- Message   shop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T12:00:00Z by schemist 0.1.0
--
-- Review before you run.

-- Drop table orders
-- DESTRUCTIVE: deletes the rows of table orders
DROP TABLE orders;

-- Drop table customers
-- DESTRUCTIVE: deletes the rows of table customers
DROP TABLE customers;
