-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_essays_editor_id of essays
-- Drop foreign key from author_id to authors of essays
-- Drop foreign key from editor_id to authors of essays
-- Drop column essays.editor_id
-- DESTRUCTIVE: deletes the data of column essays.editor_id
-- note: essays is built anew and its rows are moved, because sqlite cannot in place: drop foreign key from author_id to authors of essays; drop foreign key from editor_id to authors of essays
DROP TABLE IF EXISTS __schemist_new_essays;

CREATE TABLE __schemist_new_essays (
    id INTEGER NOT NULL PRIMARY KEY,
    author_id INTEGER NOT NULL
);

INSERT INTO __schemist_new_essays (id, author_id)
SELECT id, author_id
FROM essays;

DROP TABLE essays;
ALTER TABLE __schemist_new_essays RENAME TO essays;
