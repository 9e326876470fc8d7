-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column moods.spare cannot be restored

-- Add column moods.spare
-- Add check constraint ck_moods_mood on moods
-- Add check constraint ck_moods_spare on moods
-- the data of column moods.spare cannot be restored
-- note: moods is built anew and its rows are moved, because sqlite cannot in place: add check constraint ck_moods_mood on moods; add check constraint ck_moods_spare on moods
DROP TABLE IF EXISTS __schemist_new_moods;

CREATE TABLE __schemist_new_moods (
    id INTEGER NOT NULL PRIMARY KEY,
    mood TEXT NOT NULL DEFAULT 'ok',
    spare TEXT,
    CONSTRAINT ck_moods_mood CHECK (mood IN ('ok', 'bad')),
    CONSTRAINT ck_moods_spare CHECK (spare IN ('ok', 'bad'))
);

INSERT INTO __schemist_new_moods (id, mood)
SELECT id, mood
FROM moods;

DROP TABLE moods;
ALTER TABLE __schemist_new_moods RENAME TO moods;
