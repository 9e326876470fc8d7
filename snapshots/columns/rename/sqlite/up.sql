-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column cities.cd to code
ALTER TABLE cities RENAME COLUMN cd TO code;

-- Rename column cities.pop to population
ALTER TABLE cities RENAME COLUMN pop TO population;
