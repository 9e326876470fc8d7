-- Revision  2026-11-21-103000-0000 (undo)
-- Message   defaults
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column settings.beta (default)
ALTER TABLE settings ALTER COLUMN beta DROP DEFAULT;

-- Alter column settings.note (default)
ALTER TABLE settings ALTER COLUMN note DROP DEFAULT;

-- Alter column settings.ratio (default)
ALTER TABLE settings ALTER COLUMN ratio DROP DEFAULT;

-- Alter column settings.seen (default)
ALTER TABLE settings ALTER COLUMN seen DROP DEFAULT;

-- Alter column settings.size (default)
ALTER TABLE settings ALTER COLUMN size SET DEFAULT 12;

-- Alter column settings.theme (default)
ALTER TABLE settings ALTER COLUMN theme SET DEFAULT 'light'::text;
