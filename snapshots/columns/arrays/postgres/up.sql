-- Revision  2026-11-21-103000-0000 (apply)
-- Message   arrays
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column people.moods (models.rs:12:5)
ALTER TABLE people ADD COLUMN moods mood[] DEFAULT '{ok}'::mood[] NOT NULL;

-- Add column people.grid (models.rs:13:5)
ALTER TABLE people ADD COLUMN grid integer[];

-- Add column people.seen (models.rs:15:5)
ALTER TABLE people ADD COLUMN seen timestamptz[] DEFAULT ARRAY[]::timestamp with time zone[] NOT NULL;

-- Add column people.prices (models.rs:17:5)
ALTER TABLE people ADD COLUMN prices numeric(10, 2)[];

-- Alter column people.nicknames (type) (models.rs:8:5)
-- Alter column people.scores (type) (models.rs:10:5)
-- warning[L105]: people.nicknames changes from text[] to varchar(40)[]: this fails where a value does not fit
ALTER TABLE people
    ALTER COLUMN nicknames TYPE varchar(40)[],
    ALTER COLUMN scores TYPE bigint[];

-- Create index ix_people_moods on people (models.rs:4:27)
CREATE INDEX ix_people_moods ON people USING gin (moods);
