-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_chain
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table b to c
ALTER TABLE b RENAME TO c;

-- Rename table a to b
ALTER TABLE a RENAME TO b;

-- Rename column b.y to z
ALTER TABLE b RENAME COLUMN y TO z;

-- Rename column b.x to y
ALTER TABLE b RENAME COLUMN x TO y;
