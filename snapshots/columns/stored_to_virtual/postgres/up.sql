-- Revision  2026-11-21-103000-0000 (apply)
-- Message   stored_to_virtual
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- note: in the way of "alter column lines.a (generation)", and made again below as they were: view seen
DROP VIEW seen;

-- Alter column lines.a (generation) (models.rs:9:5)
-- Alter column lines.b (generation) (models.rs:11:5)
-- Alter column lines.c (generation) (models.rs:13:5)
ALTER TABLE lines
    DROP COLUMN a,
    DROP COLUMN b,
    DROP COLUMN c;

ALTER TABLE lines
    ADD COLUMN a integer GENERATED ALWAYS AS (qty * 2) VIRTUAL,
    ADD COLUMN b integer GENERATED ALWAYS AS (qty * 3) STORED,
    ADD COLUMN c integer GENERATED ALWAYS AS (qty * 5) VIRTUAL;

-- note: made again as they were: view seen
CREATE VIEW seen (a, b, c) AS
 SELECT a,
    b,
    c
   FROM lines;
