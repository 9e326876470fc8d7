-- Revision  2026-11-21-103000-0000 (apply)
-- Message   types_that_look_alike
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column t.bits (type) (models.rs:21:5)
-- Alter column t.fine (type) (models.rs:10:5)
-- Alter column t.list (type) (models.rs:15:5)
-- Alter column t.moment (type) (models.rs:17:5)
-- Alter column t.one (type) (models.rs:14:5)
-- Alter column t.short (type) (models.rs:12:5)
-- Alter column t.span (type) (models.rs:23:5)
-- Alter column t.whole (type) (models.rs:8:5)
-- warning[L105]: t.whole changes from numeric(10) to numeric(10, 5): this fails where a value does not fit
-- warning[L105]: t.fine changes from numeric to numeric(10, 2): this fails where a value does not fit
-- warning[L105]: t.short changes from varchar to varchar(30): this fails where a value does not fit
-- warning[L105]: t.one changes from char(5) to varchar(5): this fails where a value does not fit
-- warning[L105]: t.list changes from integer to integer[]: this fails where a value does not fit
-- warning[L105]: t.bits changes from bit(4) to bit varying(4): this fails where a value does not fit
ALTER TABLE t
    ALTER COLUMN bits TYPE bit varying(4),
    ALTER COLUMN fine TYPE numeric(10, 2),
    ALTER COLUMN list TYPE integer[] USING CASE WHEN list IS NOT NULL THEN ARRAY[list]::integer[] END,
    ALTER COLUMN moment TYPE timestamp,
    ALTER COLUMN one TYPE varchar(5),
    ALTER COLUMN short TYPE varchar(30),
    ALTER COLUMN span TYPE interval day to second,
    ALTER COLUMN whole TYPE numeric(10, 5);
