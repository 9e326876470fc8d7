-- Revision  2026-11-21-103000-0000 (apply)
-- Message   defaults
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column settings.beta (default) (models.rs:13:5)
-- Alter column settings.note (default) (models.rs:17:5)
-- Alter column settings.ratio (default) (models.rs:11:5)
-- Alter column settings.seen (default) (models.rs:15:5)
-- Alter column settings.size (default) (models.rs:9:5)
-- Alter column settings.theme (default) (models.rs:8:5)
-- note: settings is built anew and its rows are moved, because sqlite cannot in place: alter column settings.beta (default); alter column settings.note (default); alter column settings.ratio (default); alter column settings.seen (default); alter column settings.size (default); alter column settings.theme (default)
DROP TABLE IF EXISTS __schemist_new_settings;

CREATE TABLE __schemist_new_settings (
    id INTEGER NOT NULL PRIMARY KEY,
    theme TEXT NOT NULL DEFAULT 'it''s "dark"',
    size INTEGER NOT NULL,
    ratio DOUBLE PRECISION NOT NULL DEFAULT -1.5,
    beta BOOLEAN NOT NULL DEFAULT true,
    seen TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    note TEXT DEFAULT ''
);

INSERT INTO __schemist_new_settings (id, theme, size, ratio, beta, seen, note)
SELECT id, theme, size, ratio, beta, seen, note
FROM settings;

DROP TABLE settings;
ALTER TABLE __schemist_new_settings RENAME TO settings;
