-- Revision  2026-11-21-103000-0000 (undo)
-- Message   retype_with_everything
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column gauges.level that the other type cannot hold as they were may not be restored

-- Drop index ix_gauges_level of gauges
DROP INDEX ix_gauges_level;

-- Drop check constraint ck_gauges_level of gauges
ALTER TABLE gauges DROP CONSTRAINT ck_gauges_level;

-- Alter column gauges.level (type)
ALTER TABLE gauges
    ALTER COLUMN level DROP DEFAULT,
    ALTER COLUMN level TYPE integer,
    ALTER COLUMN level SET DEFAULT 5;

-- Add check constraint ck_gauges_level on gauges
ALTER TABLE gauges ADD CONSTRAINT ck_gauges_level CHECK (level > 0);

-- Create index ix_gauges_level on gauges
CREATE INDEX ix_gauges_level ON gauges (level) WHERE level > 3;
