-- Revision  2026-11-21-103000-0000 (undo)
-- Message   type_with_cast
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column scores.at that the other type cannot hold as they were may not be restored
-- WARNING: values of column scores.points that the other type cannot hold as they were may not be restored

-- Alter column scores.at (type)
-- Alter column scores.points (type, default)
ALTER TABLE scores
    ALTER COLUMN at TYPE text,
    ALTER COLUMN points DROP DEFAULT,
    ALTER COLUMN points TYPE text,
    ALTER COLUMN points SET DEFAULT '0'::text;
