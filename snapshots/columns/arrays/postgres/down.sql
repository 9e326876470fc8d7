-- Revision  2026-11-21-103000-0000 (undo)
-- Message   arrays
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column people.nicknames that the other type cannot hold as they were may not be restored
-- WARNING: values of column people.scores that the other type cannot hold as they were may not be restored

-- Drop index ix_people_moods of people
DROP INDEX ix_people_moods;

-- Alter column people.nicknames (type)
-- Alter column people.scores (type)
ALTER TABLE people
    ALTER COLUMN nicknames TYPE text[],
    ALTER COLUMN scores TYPE integer[];

-- Drop column people.grid
-- DESTRUCTIVE: deletes the data of column people.grid
ALTER TABLE people DROP COLUMN grid;

-- Drop column people.moods
-- DESTRUCTIVE: deletes the data of column people.moods
ALTER TABLE people DROP COLUMN moods;

-- Drop column people.prices
-- DESTRUCTIVE: deletes the data of column people.prices
ALTER TABLE people DROP COLUMN prices;

-- Drop column people.seen
-- DESTRUCTIVE: deletes the data of column people.seen
ALTER TABLE people DROP COLUMN seen;
