-- Revision  2026-11-21-103000-0000 (apply)
-- Message   retype_under_generated
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint lines_total of lines
ALTER TABLE lines DROP CONSTRAINT lines_total;

-- Alter column lines.label (type) (models.rs:16:5)
-- Alter column lines.price (type) (models.rs:14:5)
-- Alter column lines.qty (type) (models.rs:12:5)
-- Alter column lines.size (generation) (models.rs:21:5)
-- Alter column lines.total (type, generation) (models.rs:19:5)
-- warning[L105]: lines.qty changes from integer to numeric(12, 2): this fails where a value does not fit
DROP INDEX lines_by_total;

ALTER TABLE lines
    DROP COLUMN total,
    DROP COLUMN size;

ALTER TABLE lines
    ALTER COLUMN label TYPE text,
    ALTER COLUMN price TYPE text,
    ALTER COLUMN qty TYPE numeric(12, 2);

ALTER TABLE lines
    ADD COLUMN total numeric GENERATED ALWAYS AS (qty * (length(price))::numeric) STORED,
    ADD COLUMN size integer GENERATED ALWAYS AS (length(label) + 1) STORED;

COMMENT ON COLUMN lines.total IS 'computed';
CREATE INDEX lines_by_total ON lines (total, qty);

-- Add check constraint lines_total on lines (models.rs:6:5)
-- warning[L108]: check constraint lines_total on lines fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE lines ADD CONSTRAINT lines_total CHECK (total >= (0)::numeric);
