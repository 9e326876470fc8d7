-- Revision  2026-11-21-103000-0000 (undo)
-- Message   types_that_look_alike
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column t.bits that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.fine that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.list that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.moment that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.one that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.short that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.span that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.whole that the other type cannot hold as they were may not be restored

-- Alter column t.bits (type)
-- Alter column t.fine (type)
-- Alter column t.list (type)
-- Alter column t.moment (type)
-- Alter column t.one (type)
-- Alter column t.short (type)
-- Alter column t.span (type)
-- Alter column t.whole (type)
ALTER TABLE t
    ALTER COLUMN bits TYPE bit(4),
    ALTER COLUMN fine TYPE numeric,
    ALTER COLUMN list TYPE integer USING nullif(array_to_string(list, ','), '')::integer,
    ALTER COLUMN moment TYPE timestamp(3),
    ALTER COLUMN one TYPE char(5),
    ALTER COLUMN short TYPE varchar,
    ALTER COLUMN span TYPE interval,
    ALTER COLUMN whole TYPE numeric(10);
