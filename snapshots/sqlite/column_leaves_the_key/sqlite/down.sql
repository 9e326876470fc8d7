-- Revision  2026-11-21-103000-0000 (undo)
-- Message   column_leaves_the_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key over b of moved
-- Alter column moved.a (nullability)
-- Add primary key over a on moved
-- note: moved is built anew and its rows are moved, because sqlite cannot in place: drop primary key over b of moved; alter column moved.a (nullability); add primary key over a on moved
DROP TABLE IF EXISTS __schemist_new_moved;

CREATE TABLE __schemist_new_moved (
    a INTEGER NOT NULL PRIMARY KEY,
    b INTEGER NOT NULL
);

INSERT INTO __schemist_new_moved (a, b)
SELECT a, b
FROM moved;

DROP TABLE moved;
ALTER TABLE __schemist_new_moved RENAME TO moved;
