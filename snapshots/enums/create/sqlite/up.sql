-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table pumps (models.rs:14:12)
CREATE TABLE pumps (
    id INTEGER NOT NULL PRIMARY KEY,
    fuel TEXT NOT NULL,
    CHECK (fuel IN ('petrol', 'diesel', 'it''s electric'))
);

-- Add column cars.fuel (models.rs:8:5)
-- Add column cars.second (models.rs:9:5)
-- Add check constraint (fuel IN ('petrol', 'diesel', 'it''s electric')) on cars (models.rs:8:5)
-- Add check constraint (second IN ('petrol', 'diesel', 'it''s electric')) on cars (models.rs:9:5)
-- warning[L108]: check constraint (fuel IN ('petrol', 'diesel', 'it''s electric')) on cars fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint (second IN ('petrol', 'diesel', 'it''s electric')) on cars fails where a row breaks it
--   help: look for such rows before this runs
-- note: cars is built anew and its rows are moved, because sqlite cannot in place: add check constraint (fuel IN ('petrol', 'diesel', 'it''s electric')) on cars; add check constraint (second IN ('petrol', 'diesel', 'it''s electric')) on cars
DROP TABLE IF EXISTS __schemist_new_cars;

CREATE TABLE __schemist_new_cars (
    id INTEGER NOT NULL PRIMARY KEY,
    fuel TEXT NOT NULL DEFAULT 'petrol',
    second TEXT,
    CHECK (fuel IN ('petrol', 'diesel', 'it''s electric')),
    CHECK (second IN ('petrol', 'diesel', 'it''s electric'))
);

INSERT INTO __schemist_new_cars (id)
SELECT id
FROM cars;

DROP TABLE cars;
ALTER TABLE __schemist_new_cars RENAME TO cars;
