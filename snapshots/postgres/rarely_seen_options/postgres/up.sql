-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rarely_seen_options
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column t.a (type) (models.rs:13:5)
-- Alter column t.c (type) (models.rs:17:5)
-- warning[L105]: t.a changes from text to varchar(100): this fails where a value does not fit
ALTER TABLE t
    ALTER COLUMN a TYPE varchar(100),
    ALTER COLUMN c TYPE bigint;
