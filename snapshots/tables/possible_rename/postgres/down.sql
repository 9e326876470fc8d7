-- Revision  2026-11-21-103000-0000 (undo)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the rows of table log_entry cannot be restored

-- Create table log_entry
-- the rows of table log_entry cannot be restored
CREATE TABLE log_entry (
    id integer NOT NULL,
    message text NOT NULL,
    level integer NOT NULL,
    CONSTRAINT log_entry_pkey PRIMARY KEY (id)
);

-- Drop table log_entries
-- DESTRUCTIVE: deletes the rows of table log_entries
DROP TABLE log_entries;
