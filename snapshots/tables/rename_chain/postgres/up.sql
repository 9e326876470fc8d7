-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_chain
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table b to c
-- note[L111]: deployed code that uses table b fails once this has run
ALTER TABLE b RENAME TO c;

-- Rename table a to b
-- note[L111]: deployed code that uses table a fails once this has run
ALTER TABLE a RENAME TO b;

-- Rename column b.y to z
-- note[L111]: deployed code that uses column b.y fails once this has run
ALTER TABLE b RENAME COLUMN y TO z;

-- Rename column b.x to y
-- note[L111]: deployed code that uses column b.x fails once this has run
ALTER TABLE b RENAME COLUMN x TO y;
