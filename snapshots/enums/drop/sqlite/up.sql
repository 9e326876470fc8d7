-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_moods_mood of moods
-- Drop check constraint ck_moods_spare of moods
-- Drop column moods.spare
-- DESTRUCTIVE: deletes the data of column moods.spare; down.sql cannot restore it
-- warning[L102]: column moods.spare is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- note: moods is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_moods_mood of moods; drop check constraint ck_moods_spare of moods
DROP TABLE IF EXISTS __schemist_new_moods;

CREATE TABLE __schemist_new_moods (
    id INTEGER NOT NULL PRIMARY KEY,
    mood TEXT NOT NULL DEFAULT 'ok'
);

INSERT INTO __schemist_new_moods (id, mood)
SELECT id, mood
FROM moods;

DROP TABLE moods;
ALTER TABLE __schemist_new_moods RENAME TO moods;
