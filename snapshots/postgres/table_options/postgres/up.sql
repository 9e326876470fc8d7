-- Revision  2026-11-21-103000-0000 (apply)
-- Message   table_options
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table counters (models.rs:17:12)
CREATE UNLOGGED TABLE counters (
    id integer NOT NULL,
    CONSTRAINT pk_counters PRIMARY KEY (id)
);

-- Set options of table hot
ALTER TABLE hot RESET (autovacuum_enabled);
ALTER TABLE hot SET (fillfactor = 70);

-- Set options of table scratch
ALTER TABLE scratch SET LOGGED;
