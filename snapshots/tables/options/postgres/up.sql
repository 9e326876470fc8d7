-- Revision  2026-11-21-103000-0000 (apply)
-- Message   options
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Set options of table cold
ALTER TABLE cold SET LOGGED;

-- Alter column hot.t (options) (models.rs:15:5)
ALTER TABLE hot
    ALTER COLUMN t SET STORAGE EXTERNAL,
    ALTER COLUMN t SET STATISTICS 500;

-- Set options of table hot
ALTER TABLE hot RESET (autovacuum_enabled);
ALTER TABLE hot SET (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 70, toast.autovacuum_enabled = false);
