-- Revision  2026-11-21-103000-0000 (apply)
-- Message   defaults
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column settings.beta (default) (models.rs:13:5)
ALTER TABLE settings ALTER COLUMN beta SET DEFAULT true;

-- Alter column settings.note (default) (models.rs:17:5)
ALTER TABLE settings ALTER COLUMN note SET DEFAULT ''::text;

-- Alter column settings.ratio (default) (models.rs:11:5)
ALTER TABLE settings ALTER COLUMN ratio SET DEFAULT '-1.5'::numeric;

-- Alter column settings.seen (default) (models.rs:15:5)
ALTER TABLE settings ALTER COLUMN seen SET DEFAULT CURRENT_TIMESTAMP;

-- Alter column settings.size (default) (models.rs:9:5)
ALTER TABLE settings ALTER COLUMN size DROP DEFAULT;

-- Alter column settings.theme (default) (models.rs:8:5)
ALTER TABLE settings ALTER COLUMN theme SET DEFAULT 'it''s "dark"'::text;
