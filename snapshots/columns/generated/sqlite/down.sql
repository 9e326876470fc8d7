-- Revision  2026-11-21-103000-0000 (undo)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column lines.gone
-- Alter column lines.twice (generation)
-- Drop column lines.less
-- note: lines is built anew and its rows are moved, because sqlite cannot in place: add column lines.gone; alter column lines.twice (generation)
DROP TABLE IF EXISTS __schemist_new_lines;

CREATE TABLE __schemist_new_lines (
    id INTEGER NOT NULL PRIMARY KEY,
    qty INTEGER NOT NULL,
    price INTEGER NOT NULL,
    total INTEGER GENERATED ALWAYS AS (qty * price) STORED,
    twice INTEGER GENERATED ALWAYS AS (qty * 2) STORED,
    gone INTEGER GENERATED ALWAYS AS (qty + 1) STORED
);

INSERT INTO __schemist_new_lines (id, qty, price)
SELECT id, qty, price
FROM lines;

DROP TABLE lines;
ALTER TABLE __schemist_new_lines RENAME TO lines;
