-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop_required
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column guests.age cannot be restored
-- WARNING: the data of column guests.since cannot be restored

-- Add column guests.age
-- the data of column guests.age cannot be restored
ALTER TABLE guests ADD COLUMN age integer NOT NULL;

-- Add column guests.since
-- the data of column guests.since cannot be restored
ALTER TABLE guests ADD COLUMN since timestamp NOT NULL;
