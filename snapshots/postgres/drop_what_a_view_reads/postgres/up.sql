-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop_what_a_view_reads
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table parts to components
ALTER TABLE parts RENAME TO components;

-- Add column components.weight (models.rs:8:5)
ALTER TABLE components ADD COLUMN weight double precision;

-- Drop table junk
-- DESTRUCTIVE: deletes the rows of table junk; down.sql cannot restore it
-- warning[L101]: table junk is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE junk;
