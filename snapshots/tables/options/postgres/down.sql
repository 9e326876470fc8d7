-- Revision  2026-11-21-103000-0000 (undo)
-- Message   options
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Set options of table cold
ALTER TABLE cold SET UNLOGGED;

-- Alter column hot.t (options)
ALTER TABLE hot
    ALTER COLUMN t SET STORAGE EXTENDED,
    ALTER COLUMN t SET STATISTICS -1;

-- Set options of table hot
ALTER TABLE hot RESET (autovacuum_vacuum_scale_factor, toast.autovacuum_enabled);
ALTER TABLE hot SET (autovacuum_enabled = false, fillfactor = 90);
