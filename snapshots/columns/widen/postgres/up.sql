-- Revision  2026-11-21-103000-0000 (apply)
-- Message   widen
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column stock.amount (type) (models.rs:8:5)
-- Alter column stock.code (type) (models.rs:10:5)
-- Alter column stock.price (type) (models.rs:12:5)
ALTER TABLE stock
    ALTER COLUMN amount DROP DEFAULT,
    ALTER COLUMN amount TYPE bigint,
    ALTER COLUMN amount SET DEFAULT 0,
    ALTER COLUMN code TYPE varchar(80),
    ALTER COLUMN price TYPE numeric(12, 4);
