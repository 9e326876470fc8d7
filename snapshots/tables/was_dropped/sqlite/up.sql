-- Revision  2026-11-21-103000-0000 (apply)
-- Message   was_dropped
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table new_people (models.rs:18:12)
CREATE TABLE new_people (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT
);

-- Drop table old people
-- DESTRUCTIVE: deletes the rows of table old people; down.sql cannot restore it
-- warning[L101]: table old people is dropped with all its rows
DROP TABLE "old people";

-- Add column people.alias (models.rs:7:5)
ALTER TABLE people ADD COLUMN alias TEXT;

-- Drop column people.nick
-- DESTRUCTIVE: deletes the data of column people.nick; down.sql cannot restore it
-- warning[L102]: column people.nick is dropped with all its values
ALTER TABLE people DROP COLUMN nick;
