-- Revision  2026-11-21-103000-0000 (apply)
-- Message   text_to_enum
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add check constraint (size IN ('s', 'm', 'l')) on shirts (models.rs:8:5)
-- warning[L108]: check constraint (size IN ('s', 'm', 'l')) on shirts fails where a row breaks it
--   help: look for such rows before this runs
-- note: shirts is built anew and its rows are moved, because sqlite cannot in place: add check constraint (size IN ('s', 'm', 'l')) on shirts
DROP TABLE IF EXISTS __schemist_new_shirts;

CREATE TABLE __schemist_new_shirts (
    id INTEGER NOT NULL PRIMARY KEY,
    size TEXT NOT NULL DEFAULT 'm',
    CHECK (size IN ('s', 'm', 'l'))
);

INSERT INTO __schemist_new_shirts (id, size)
SELECT id, size
FROM shirts;

DROP TABLE shirts;
ALTER TABLE __schemist_new_shirts RENAME TO shirts;
