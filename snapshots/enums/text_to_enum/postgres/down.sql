-- Revision  2026-11-21-103000-0000 (undo)
-- Message   text_to_enum
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column shirts.size that the other type cannot hold as they were may not be restored

-- Alter column shirts.size (type, default)
ALTER TABLE shirts
    ALTER COLUMN size DROP DEFAULT,
    ALTER COLUMN size TYPE text,
    ALTER COLUMN size SET DEFAULT 'm'::text;

-- Drop enum shirt_size
DROP TYPE shirt_size;
