-- Revision  2026-11-21-103000-0000 (apply)
-- Message   change
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column rivers.length to km
ALTER TABLE rivers RENAME COLUMN length TO km;

-- Create table lakes (models.rs:21:12)
CREATE TABLE lakes (
    id integer NOT NULL,
    CONSTRAINT pk_lakes PRIMARY KEY (id)
);

COMMENT ON TABLE lakes IS 'Standing water.';
COMMENT ON COLUMN lakes.id IS 'The key''s own.';

-- Set comment on column rivers.km
COMMENT ON COLUMN rivers.km IS 'In kilometres.';

-- Set comment on table rivers
COMMENT ON TABLE rivers IS E'Running water, it''s wet.

"Quoted" and a \\ backslash.';
