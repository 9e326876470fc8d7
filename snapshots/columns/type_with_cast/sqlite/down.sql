-- Revision  2026-11-21-103000-0000 (undo)
-- Message   type_with_cast
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column scores.at that the other type cannot hold as they were may not be restored
-- WARNING: values of column scores.points that the other type cannot hold as they were may not be restored

-- Alter column scores.at (type)
-- Alter column scores.points (type, default)
-- note: scores is built anew and its rows are moved, because sqlite cannot in place: alter column scores.at (type); alter column scores.points (type, default)
DROP TABLE IF EXISTS __schemist_new_scores;

CREATE TABLE __schemist_new_scores (
    id INTEGER NOT NULL PRIMARY KEY,
    points TEXT NOT NULL DEFAULT '0',
    at TEXT
);

INSERT INTO __schemist_new_scores (id, points, at)
SELECT id, points, at
FROM scores;

DROP TABLE scores;
ALTER TABLE __schemist_new_scores RENAME TO scores;
CREATE INDEX ix_scores_points ON scores (points);
