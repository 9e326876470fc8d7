-- Revision  2026-11-21-103000-0000 (undo)
-- Message   nullability
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column contacts.name (nullability)
ALTER TABLE contacts ALTER COLUMN name DROP NOT NULL;

-- Alter column contacts.phone (nullability)
ALTER TABLE contacts ALTER COLUMN phone SET NOT NULL;
