-- Revision  2026-11-21-103000-0000 (undo)
-- Message   constants
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column items.code that the other type cannot hold as they were may not be restored

-- Drop index ix_items_by_code of items
DROP INDEX ix_items_by_code;

-- Drop check constraint ck_items_code of items
ALTER TABLE items DROP CONSTRAINT ck_items_code;

-- Alter column items.code (type)
ALTER TABLE items ALTER COLUMN code TYPE varchar(20);

-- Drop column items.amount
-- DESTRUCTIVE: deletes the data of column items.amount
ALTER TABLE items DROP COLUMN amount;

-- Drop column items.state
-- DESTRUCTIVE: deletes the data of column items.state
ALTER TABLE items DROP COLUMN state;

-- Drop enum state
DROP TYPE state;
