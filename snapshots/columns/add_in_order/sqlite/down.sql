-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_in_order
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column people.area cannot be restored
-- WARNING: the data of column people.mobile cannot be restored
-- WARNING: the data of column people.zip cannot be restored

-- Add column people.zip
-- the data of column people.zip cannot be restored
ALTER TABLE people ADD COLUMN zip TEXT;

-- Add column people.mobile
-- the data of column people.mobile cannot be restored
ALTER TABLE people ADD COLUMN mobile TEXT;

-- Add column people.area
-- the data of column people.area cannot be restored
ALTER TABLE people ADD COLUMN area TEXT;

-- Drop column people.city
-- DESTRUCTIVE: deletes the data of column people.city
ALTER TABLE people DROP COLUMN city;

-- Drop column people.code
-- DESTRUCTIVE: deletes the data of column people.code
ALTER TABLE people DROP COLUMN code;

-- Drop column people.country
-- DESTRUCTIVE: deletes the data of column people.country
ALTER TABLE people DROP COLUMN country;

-- Drop column people.street
-- DESTRUCTIVE: deletes the data of column people.street
ALTER TABLE people DROP COLUMN street;
