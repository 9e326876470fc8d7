-- Revision  2026-11-21-103000-0000 (undo)
-- Message   stored_to_virtual
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- note: in the way of "alter column lines.a (generation)", and made again below as they were: view seen
DROP VIEW seen;

-- Alter column lines.a (generation)
-- Alter column lines.b (generation)
-- Alter column lines.c (generation)
ALTER TABLE lines
    DROP COLUMN a,
    DROP COLUMN b,
    DROP COLUMN c;

ALTER TABLE lines
    ADD COLUMN a integer GENERATED ALWAYS AS (qty * 2) STORED,
    ADD COLUMN b integer GENERATED ALWAYS AS (qty * 3) VIRTUAL,
    ADD COLUMN c integer GENERATED ALWAYS AS (qty * 4) VIRTUAL;

-- note: made again as they were: view seen
CREATE VIEW seen (a, b, c) AS
 SELECT a,
    b,
    c
   FROM lines;
