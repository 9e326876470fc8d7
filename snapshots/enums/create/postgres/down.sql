-- Revision  2026-11-21-103000-0000 (undo)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop column cars.fuel
-- DESTRUCTIVE: deletes the data of column cars.fuel
ALTER TABLE cars DROP COLUMN fuel;

-- Drop column cars.second
-- DESTRUCTIVE: deletes the data of column cars.second
ALTER TABLE cars DROP COLUMN second;

-- Drop table pumps
-- DESTRUCTIVE: deletes the rows of table pumps
DROP TABLE pumps;

-- Drop enum fuel
DROP TYPE fuel;
