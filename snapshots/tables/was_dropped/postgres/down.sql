-- Revision  2026-11-21-103000-0000 (undo)
-- Message   was_dropped
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column people.nick cannot be restored
-- WARNING: the rows of table old people cannot be restored

-- Create table old people
-- the rows of table old people cannot be restored
CREATE TABLE "old people" (
    id integer NOT NULL,
    name text,
    CONSTRAINT "old people_pkey" PRIMARY KEY (id)
);

-- Add column people.nick
-- the data of column people.nick cannot be restored
ALTER TABLE people ADD COLUMN nick text;

-- Drop column people.alias
-- DESTRUCTIVE: deletes the data of column people.alias
ALTER TABLE people DROP COLUMN alias;

-- Drop table new_people
-- DESTRUCTIVE: deletes the rows of table new_people
DROP TABLE new_people;
