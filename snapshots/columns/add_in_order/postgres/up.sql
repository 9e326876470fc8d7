-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_in_order
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column people.street (models.rs:7:5)
ALTER TABLE people ADD COLUMN street text;

-- Add column people.city (models.rs:8:5)
ALTER TABLE people ADD COLUMN city text;

-- Add column people.code (models.rs:9:5)
ALTER TABLE people ADD COLUMN code text;

-- Add column people.country (models.rs:10:5)
ALTER TABLE people ADD COLUMN country text;

-- Drop column people.area
-- DESTRUCTIVE: deletes the data of column people.area; down.sql cannot restore it
-- warning[L102]: column people.area is dropped with all its values
ALTER TABLE people DROP COLUMN area;

-- Drop column people.mobile
-- DESTRUCTIVE: deletes the data of column people.mobile; down.sql cannot restore it
-- warning[L102]: column people.mobile is dropped with all its values
ALTER TABLE people DROP COLUMN mobile;

-- Drop column people.zip
-- DESTRUCTIVE: deletes the data of column people.zip; down.sql cannot restore it
-- warning[L102]: column people.zip is dropped with all its values
ALTER TABLE people DROP COLUMN zip;
