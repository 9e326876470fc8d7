-- Revision  2026-11-21-103000-0000 (undo)
-- Message   text_to_enum
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint (size IN ('s', 'm', 'l')) of shirts
-- note: shirts is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (size IN ('s', 'm', 'l')) of shirts
DROP TABLE IF EXISTS __schemist_new_shirts;

CREATE TABLE __schemist_new_shirts (
    id INTEGER NOT NULL PRIMARY KEY,
    size TEXT NOT NULL DEFAULT 'm'
);

INSERT INTO __schemist_new_shirts (id, size)
SELECT id, size
FROM shirts;

DROP TABLE shirts;
ALTER TABLE __schemist_new_shirts RENAME TO shirts;
