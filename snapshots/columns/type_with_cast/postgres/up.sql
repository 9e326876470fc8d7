-- Revision  2026-11-21-103000-0000 (apply)
-- Message   type_with_cast
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column scores.at (type) (models.rs:10:5)
-- Alter column scores.points (type, default) (models.rs:8:5)
-- warning[L105]: scores.points changes from text to integer: this fails where a value does not fit
-- warning[L105]: scores.at changes from text to date: this fails where a value does not fit
ALTER TABLE scores
    ALTER COLUMN at TYPE date USING at::date,
    ALTER COLUMN points DROP DEFAULT,
    ALTER COLUMN points TYPE integer USING points::integer,
    ALTER COLUMN points SET DEFAULT 0;
