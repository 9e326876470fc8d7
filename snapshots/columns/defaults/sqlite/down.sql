-- Revision  2026-11-21-103000-0000 (undo)
-- Message   defaults
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column settings.beta (default)
-- Alter column settings.note (default)
-- Alter column settings.ratio (default)
-- Alter column settings.seen (default)
-- Alter column settings.size (default)
-- Alter column settings.theme (default)
-- note: settings is built anew and its rows are moved, because sqlite cannot in place: alter column settings.beta (default); alter column settings.note (default); alter column settings.ratio (default); alter column settings.seen (default); alter column settings.size (default); alter column settings.theme (default)
DROP TABLE IF EXISTS __schemist_new_settings;

CREATE TABLE __schemist_new_settings (
    id INTEGER NOT NULL PRIMARY KEY,
    theme TEXT NOT NULL DEFAULT 'light',
    size INTEGER NOT NULL DEFAULT 12,
    ratio DOUBLE PRECISION NOT NULL,
    beta BOOLEAN NOT NULL,
    seen TIMESTAMP,
    note TEXT
);

INSERT INTO __schemist_new_settings (id, theme, size, ratio, beta, seen, note)
SELECT id, theme, size, ratio, beta, seen, note
FROM settings;

DROP TABLE settings;
ALTER TABLE __schemist_new_settings RENAME TO settings;
