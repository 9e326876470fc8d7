-- Revision  2026-11-21-103000-0000 (apply)
-- Message   column_leaves_the_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key over a of moved
-- Alter column moved.a (nullability) (models.rs:6:5)
-- Add primary key over b on moved (models.rs:4:26)
-- warning[L107]: primary key over b on moved fails where two rows are alike
--   help: look for duplicates before this runs
-- note: moved is built anew and its rows are moved, because sqlite cannot in place: drop primary key over a of moved; alter column moved.a (nullability); add primary key over b on moved
DROP TABLE IF EXISTS __schemist_new_moved;

CREATE TABLE __schemist_new_moved (
    a INTEGER,
    b INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO __schemist_new_moved (a, b)
SELECT a, b
FROM moved;

DROP TABLE moved;
ALTER TABLE __schemist_new_moved RENAME TO moved;
