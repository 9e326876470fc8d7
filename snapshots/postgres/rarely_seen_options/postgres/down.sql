-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rarely_seen_options
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column t.a that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.c that the other type cannot hold as they were may not be restored

-- Alter column t.a (type)
-- Alter column t.c (type)
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN c TYPE integer;
