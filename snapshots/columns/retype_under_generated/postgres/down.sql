-- Revision  2026-11-21-103000-0000 (undo)
-- Message   retype_under_generated
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column lines.label that the other type cannot hold as they were may not be restored
-- WARNING: values of column lines.price that the other type cannot hold as they were may not be restored
-- WARNING: values of column lines.qty that the other type cannot hold as they were may not be restored
-- WARNING: values of column lines.total that the other type cannot hold as they were may not be restored

-- Drop check constraint lines_total of lines
ALTER TABLE lines DROP CONSTRAINT lines_total;

-- Alter column lines.label (type)
-- Alter column lines.price (type)
-- Alter column lines.qty (type)
-- Alter column lines.size (generation)
-- Alter column lines.total (type, generation)
DROP INDEX lines_by_total;

ALTER TABLE lines
    DROP COLUMN total,
    DROP COLUMN size;

ALTER TABLE lines
    ALTER COLUMN label TYPE varchar(20),
    ALTER COLUMN price TYPE integer USING price::integer,
    ALTER COLUMN qty TYPE integer;

ALTER TABLE lines
    ADD COLUMN total integer GENERATED ALWAYS AS (qty * price) STORED,
    ADD COLUMN size integer GENERATED ALWAYS AS (length((label)::text)) STORED;

COMMENT ON COLUMN lines.total IS 'computed';
CREATE INDEX lines_by_total ON lines (total, qty);

-- Add check constraint lines_total on lines
ALTER TABLE lines ADD CONSTRAINT lines_total CHECK (total >= 0);
