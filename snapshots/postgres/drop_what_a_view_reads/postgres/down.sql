-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop_what_a_view_reads
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the rows of table junk cannot be restored

-- Create table junk
-- the rows of table junk cannot be restored
CREATE TABLE junk (
    id integer NOT NULL,
    CONSTRAINT junk_pkey PRIMARY KEY (id)
);

-- Drop column components.weight
-- DESTRUCTIVE: deletes the data of column components.weight
ALTER TABLE components DROP COLUMN weight;

-- Rename table components to parts
ALTER TABLE components RENAME TO parts;
