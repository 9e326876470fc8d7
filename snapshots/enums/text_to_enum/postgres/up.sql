-- Revision  2026-11-21-103000-0000 (apply)
-- Message   text_to_enum
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum shirt_size (models.rs:13:10)
CREATE TYPE shirt_size AS ENUM ('s', 'm', 'l');

-- Alter column shirts.size (type, default) (models.rs:8:5)
-- warning[L105]: shirts.size changes from text to shirt_size: this fails where a value does not fit
ALTER TABLE shirts
    ALTER COLUMN size DROP DEFAULT,
    ALTER COLUMN size TYPE shirt_size USING size::shirt_size,
    ALTER COLUMN size SET DEFAULT 'm'::shirt_size;
