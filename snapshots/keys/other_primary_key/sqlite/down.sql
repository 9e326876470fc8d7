-- Revision  2026-11-21-103000-0000 (undo)
-- Message   other_primary_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint over code of countries
-- Drop primary key over id of countries
-- Add primary key over code on countries
-- note: countries is built anew and its rows are moved, because sqlite cannot in place: drop unique constraint over code of countries; drop primary key over id of countries; add primary key over code on countries
DROP TABLE IF EXISTS __schemist_new_countries;

CREATE TABLE __schemist_new_countries (
    code TEXT NOT NULL PRIMARY KEY,
    id INTEGER NOT NULL,
    name TEXT NOT NULL
);

INSERT INTO __schemist_new_countries (rowid, code, id, name)
SELECT rowid, code, id, name
FROM countries;

DROP TABLE countries;
ALTER TABLE __schemist_new_countries RENAME TO countries;
