-- Revision  2026-11-21-103000-0000 (apply)
-- Message   inheritance
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column places.note (models.rs:10:5)
ALTER TABLE places ADD COLUMN note text;

-- Alter column places.height (type) (models.rs:9:5)
-- Alter column places.name (type) (models.rs:8:5)
-- warning[L105]: places.name changes from text to varchar(80): this fails where a value does not fit
ALTER TABLE places
    ALTER COLUMN height TYPE bigint,
    ALTER COLUMN name TYPE varchar(80);

-- Create index ix_places_name on places (models.rs:4:27)
CREATE INDEX ix_places_name ON places (name);
