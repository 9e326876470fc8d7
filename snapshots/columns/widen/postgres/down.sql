-- Revision  2026-11-21-103000-0000 (undo)
-- Message   widen
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column stock.amount that the other type cannot hold as they were may not be restored
-- WARNING: values of column stock.code that the other type cannot hold as they were may not be restored
-- WARNING: values of column stock.price that the other type cannot hold as they were may not be restored

-- Alter column stock.amount (type)
-- Alter column stock.code (type)
-- Alter column stock.price (type)
ALTER TABLE stock
    ALTER COLUMN amount DROP DEFAULT,
    ALTER COLUMN amount TYPE integer,
    ALTER COLUMN amount SET DEFAULT 0,
    ALTER COLUMN code TYPE varchar(20),
    ALTER COLUMN price TYPE numeric(8, 2);
