-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rebuild_keeps_references
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column children.note (nullability, default)
-- note: children is built anew and its rows are moved, because sqlite cannot in place: alter column children.note (nullability, default)
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS __schemist_new_children;

CREATE TABLE __schemist_new_children (
    id INTEGER PRIMARY KEY,
    code TEXT REFERENCES parents ON DELETE SET NULL ON UPDATE CASCADE REFERENCES parents (code),
    at INTEGER REFERENCES parents (at) ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED,
    n INTEGER,
    note TEXT,
    CHECK (at > 0),
    CHECK (n < 100),
    CHECK (n <> 5)
);

INSERT INTO __schemist_new_children (id, code, at, n, note)
SELECT id, code, at, n, note
FROM children;

DROP TABLE children;
ALTER TABLE __schemist_new_children RENAME TO children;
