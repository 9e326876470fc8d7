-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop_required
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column guests.age cannot be restored
-- WARNING: the data of column guests.since cannot be restored

-- Add column guests.age
-- Add column guests.since
-- the data of column guests.age cannot be restored
-- the data of column guests.since cannot be restored
-- note: guests is built anew and its rows are moved, because sqlite cannot in place: add column guests.age; add column guests.since
DROP TABLE IF EXISTS __schemist_new_guests;

CREATE TABLE __schemist_new_guests (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    age INTEGER NOT NULL,
    since TIMESTAMP NOT NULL
);

INSERT INTO __schemist_new_guests (id, name)
SELECT id, name
FROM guests;

DROP TABLE guests;
ALTER TABLE __schemist_new_guests RENAME TO guests;
