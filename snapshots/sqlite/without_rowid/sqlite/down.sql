-- Revision  2026-11-21-103000-0000 (undo)
-- Message   without_rowid
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table cache
-- DESTRUCTIVE: deletes the rows of table cache
DROP TABLE cache;

-- Alter column pairs.v (nullability)
-- note: pairs is built anew and its rows are moved, because sqlite cannot in place: alter column pairs.v (nullability)
DROP TABLE IF EXISTS __schemist_new_pairs;

CREATE TABLE __schemist_new_pairs (
    k TEXT NOT NULL PRIMARY KEY,
    v TEXT
) WITHOUT ROWID;

INSERT INTO __schemist_new_pairs (k, v)
SELECT k, v
FROM pairs;

DROP TABLE pairs;
ALTER TABLE __schemist_new_pairs RENAME TO pairs;

-- Set options of table triples
-- note: triples is built anew and its rows are moved, because sqlite cannot in place: set options of table triples
DROP TABLE IF EXISTS __schemist_new_triples;

CREATE TABLE __schemist_new_triples (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    c TEXT,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

INSERT INTO __schemist_new_triples (a, b, c)
SELECT a, b, c
FROM triples;

DROP TABLE triples;
ALTER TABLE __schemist_new_triples RENAME TO triples;
