-- Revision  2026-11-21-103000-0000 (undo)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table pumps
-- DESTRUCTIVE: deletes the rows of table pumps
DROP TABLE pumps;

-- Drop check constraint (fuel IN ('petrol', 'diesel', 'it''s electric')) of cars
-- Drop check constraint (second IN ('petrol', 'diesel', 'it''s electric')) of cars
-- Drop column cars.fuel
-- Drop column cars.second
-- DESTRUCTIVE: deletes the data of column cars.fuel
-- DESTRUCTIVE: deletes the data of column cars.second
-- note: cars is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (fuel IN ('petrol', 'diesel', 'it''s electric')) of cars; drop check constraint (second IN ('petrol', 'diesel', 'it''s electric')) of cars
DROP TABLE IF EXISTS __schemist_new_cars;

CREATE TABLE __schemist_new_cars (
    id INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO __schemist_new_cars (id)
SELECT id
FROM cars;

DROP TABLE cars;
ALTER TABLE __schemist_new_cars RENAME TO cars;
