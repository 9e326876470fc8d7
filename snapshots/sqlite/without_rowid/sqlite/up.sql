-- Revision  2026-11-21-103000-0000 (apply)
-- Message   without_rowid
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table cache (models.rs:20:12)
CREATE TABLE cache (
    "key" BLOB NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- Alter column pairs.v (nullability) (models.rs:7:5)
-- warning[L104]: column pairs.v becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE v IS NULL
-- note: pairs is built anew and its rows are moved, because sqlite cannot in place: alter column pairs.v (nullability)
DROP TABLE IF EXISTS __schemist_new_pairs;

CREATE TABLE __schemist_new_pairs (
    k TEXT NOT NULL PRIMARY KEY,
    v TEXT NOT NULL
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
);

INSERT INTO __schemist_new_triples (a, b, c)
SELECT a, b, c
FROM triples;

DROP TABLE triples;
ALTER TABLE __schemist_new_triples RENAME TO triples;
