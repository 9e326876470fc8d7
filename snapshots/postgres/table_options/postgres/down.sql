-- Revision  2026-11-21-103000-0000 (undo)
-- Message   table_options
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Set options of table hot
ALTER TABLE hot SET (autovacuum_enabled = false, fillfactor = 90);

-- Set options of table scratch
ALTER TABLE scratch SET UNLOGGED;

-- Drop table counters
-- DESTRUCTIVE: deletes the rows of table counters
DROP TABLE counters;
