-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_values
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_n_check of tickets
ALTER TABLE tickets DROP CONSTRAINT tickets_n_check;

-- Drop check constraint tickets_status_check of tickets
ALTER TABLE tickets DROP CONSTRAINT tickets_status_check;

-- Add check constraint tickets_n_check on tickets
ALTER TABLE tickets ADD CONSTRAINT tickets_n_check CHECK (n = ANY (ARRAY[1, 2, 3]));

-- Add check constraint tickets_status_check on tickets
ALTER TABLE tickets ADD CONSTRAINT tickets_status_check CHECK ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('fixed'::character varying)::text]));
