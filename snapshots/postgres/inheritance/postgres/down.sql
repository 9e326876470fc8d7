-- Revision  2026-11-21-103000-0000 (undo)
-- Message   inheritance
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column places.height that the other type cannot hold as they were may not be restored
-- WARNING: values of column places.name that the other type cannot hold as they were may not be restored

-- Drop index ix_places_name of places
DROP INDEX ix_places_name;

-- Alter column places.height (type)
-- Alter column places.name (type)
ALTER TABLE places
    ALTER COLUMN height TYPE integer,
    ALTER COLUMN name TYPE text;

-- Drop column places.note
-- DESTRUCTIVE: deletes the data of column places.note
ALTER TABLE places DROP COLUMN note;
