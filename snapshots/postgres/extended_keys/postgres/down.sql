-- Revision  2026-11-21-103000-0000 (undo)
-- Message   extended_keys
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column rooms.beds that the other type cannot hold as they were may not be restored
-- WARNING: values of column rooms.price that the other type cannot hold as they were may not be restored

-- Alter column rooms.beds (type)
-- Alter column rooms.price (type)
ALTER TABLE rooms
    ALTER COLUMN beds TYPE integer,
    ALTER COLUMN price TYPE integer;
