-- Revision  2026-11-21-103000-0000 (undo)
-- Message   namespaces
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table Au dit.logins to logins
DO $do$ BEGIN EXECUTE format('ALTER TABLE "Au dit".logins SET SCHEMA %I', current_schema()); END $do$;

-- Drop table shop.orders
-- DESTRUCTIVE: deletes the rows of table shop.orders
DROP TABLE shop.orders;

-- Drop enum shop.order_state
DROP TYPE shop.order_state;

-- Drop schema Au dit
DROP SCHEMA "Au dit";

-- Drop schema shop
DROP SCHEMA shop;
