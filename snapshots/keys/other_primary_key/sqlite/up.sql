-- Revision  2026-11-21-103000-0000 (apply)
-- Message   other_primary_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key over code of countries
-- Add primary key over id on countries (models.rs:4:30)
-- Add unique constraint over code on countries (models.rs:4:47)
-- warning[L107]: primary key over id on countries fails where two rows are alike
--   help: look for duplicates before this runs
-- note: countries is built anew and its rows are moved, because sqlite cannot in place: drop primary key over code of countries; add primary key over id on countries; add unique constraint over code on countries
DROP TABLE IF EXISTS __schemist_new_countries;

CREATE TABLE __schemist_new_countries (
    code TEXT NOT NULL UNIQUE,
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

INSERT INTO __schemist_new_countries (code, id, name)
SELECT code, id, name
FROM countries;

DROP TABLE countries;
ALTER TABLE __schemist_new_countries RENAME TO countries;
