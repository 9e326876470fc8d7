-- Revision  2026-11-21-103000-0000 (undo)
-- Message   change
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Set comment on column rivers.km
COMMENT ON COLUMN rivers.km IS 'In metres.';

-- Rename column rivers.km to length
ALTER TABLE rivers RENAME COLUMN km TO length;

-- Set comment on table rivers
COMMENT ON TABLE rivers IS 'Old words.';

-- Drop table lakes
-- DESTRUCTIVE: deletes the rows of table lakes
DROP TABLE lakes;
