-- Revision  2026-11-21-103000-0000 (apply)
-- Message   type_with_cast
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column scores.at (type) (models.rs:10:5)
-- Alter column scores.points (type, default) (models.rs:8:5)
-- warning[L105]: scores.points changes from TEXT to INTEGER: text that looks like a number becomes one: '007' becomes 7
-- warning[L105]: scores.at changes from TEXT to DATE: text that looks like a number becomes one: '007' becomes 7
-- note: scores is built anew and its rows are moved, because sqlite cannot in place: alter column scores.at (type); alter column scores.points (type, default)
DROP TABLE IF EXISTS __schemist_new_scores;

CREATE TABLE __schemist_new_scores (
    id INTEGER NOT NULL PRIMARY KEY,
    points INTEGER NOT NULL DEFAULT 0,
    at DATE
);

INSERT INTO __schemist_new_scores (id, points, at)
SELECT id, points, at
FROM scores;

DROP TABLE scores;
ALTER TABLE __schemist_new_scores RENAME TO scores;
CREATE INDEX ix_scores_points ON scores (points);
