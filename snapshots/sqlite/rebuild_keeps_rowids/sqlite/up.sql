-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_keeps_rowids
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column notes.stars (nullability, default) (models.rs:14:5)
-- note: notes is built anew and its rows are moved, because sqlite cannot in place: alter column notes.stars (nullability, default)
DROP TABLE IF EXISTS __schemist_new_notes;

CREATE TABLE __schemist_new_notes (
    title TEXT,
    body TEXT,
    stars INTEGER NOT NULL DEFAULT 0
);

INSERT INTO __schemist_new_notes (rowid, title, body, stars)
SELECT rowid, title, body, coalesce(stars, 0)
FROM notes;

DROP TABLE notes;
ALTER TABLE __schemist_new_notes RENAME TO notes;
CREATE INDEX ix_notes_lower ON notes (lower(title), stars DESC);

CREATE INDEX ix_notes_starred ON notes (title)
WHERE stars > 0;

CREATE TRIGGER notes_search AFTER INSERT ON notes BEGIN
    INSERT INTO search (rowid, title, body) VALUES (NEW.rowid, NEW.title, NEW.body);
END;

-- Add check constraint (note <> '') on ordered (models.rs:18:51)
-- warning[L108]: check constraint (note <> '') on ordered fails where a row breaks it
--   help: look for such rows before this runs
-- note: ordered is built anew and its rows are moved, because sqlite cannot in place: add check constraint (note <> '') on ordered
DROP TABLE IF EXISTS __schemist_new_ordered;

CREATE TABLE __schemist_new_ordered (
    id INTEGER PRIMARY KEY DESC,
    note TEXT,
    CHECK (note <> '')
);

INSERT INTO __schemist_new_ordered (rowid, id, note)
SELECT rowid, id, note
FROM ordered;

DROP TABLE ordered;
PRAGMA legacy_alter_table = ON;
ALTER TABLE __schemist_new_ordered RENAME TO ordered;
PRAGMA legacy_alter_table = OFF;
