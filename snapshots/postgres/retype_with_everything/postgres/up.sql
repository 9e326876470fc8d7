-- Revision  2026-11-21-103000-0000 (apply)
-- Message   retype_with_everything
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_gauges_level of gauges
DROP INDEX ix_gauges_level;

-- Drop check constraint ck_gauges_level of gauges
ALTER TABLE gauges DROP CONSTRAINT ck_gauges_level;

-- Alter column gauges.level (type) (models.rs:13:5)
-- warning[L105]: gauges.level changes from integer to numeric(10, 2): this fails where a value does not fit
ALTER TABLE gauges
    ALTER COLUMN level DROP DEFAULT,
    ALTER COLUMN level TYPE numeric(10, 2),
    ALTER COLUMN level SET DEFAULT 5;

-- Add check constraint ck_gauges_level on gauges (models.rs:6:5)
-- warning[L108]: check constraint ck_gauges_level on gauges fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE gauges ADD CONSTRAINT ck_gauges_level CHECK (level > (0)::numeric);

-- Create index ix_gauges_level on gauges (models.rs:8:5)
CREATE INDEX ix_gauges_level ON gauges (level) WHERE level > (3)::numeric;
