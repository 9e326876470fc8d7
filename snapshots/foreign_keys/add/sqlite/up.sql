-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column essays.editor_id (models.rs:17:5)
-- Create index ix_essays_editor_id on essays (models.rs:16:60)
-- Add foreign key from author_id to authors on essays (models.rs:14:26)
-- Add foreign key from editor_id to authors on essays (models.rs:16:26)
-- warning[L108]: foreign key from author_id to authors on essays fails where a row breaks it
--   help: look for such rows before this runs
-- note: essays is built anew and its rows are moved, because sqlite cannot in place: add foreign key from author_id to authors on essays; add foreign key from editor_id to authors on essays
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding essays leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_essays;

CREATE TABLE __schemist_new_essays (
    id INTEGER NOT NULL PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE ON UPDATE CASCADE,
    editor_id INTEGER REFERENCES authors (id) ON DELETE SET NULL
);

INSERT INTO __schemist_new_essays (id, author_id)
SELECT id, author_id
FROM essays;

DROP TABLE essays;
ALTER TABLE __schemist_new_essays RENAME TO essays;
CREATE INDEX ix_essays_editor_id ON essays (editor_id);
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('essays'));
DROP TABLE temp.__schemist_violations;
