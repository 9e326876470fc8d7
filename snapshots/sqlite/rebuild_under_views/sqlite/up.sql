-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_under_views
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column sales.cents (nullability) (models.rs:7:5)
-- Add check constraint (cents >= 0) on sales (models.rs:4:26)
-- warning[L104]: column sales.cents becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE cents IS NULL
-- warning[L108]: check constraint (cents >= 0) on sales fails where a row breaks it
--   help: look for such rows before this runs
-- note: sales is built anew and its rows are moved, because sqlite cannot in place: alter column sales.cents (nullability); add check constraint (cents >= 0) on sales
DROP TABLE IF EXISTS __schemist_new_sales;

CREATE TABLE __schemist_new_sales (
    id INTEGER PRIMARY KEY,
    cents INTEGER NOT NULL,
    region TEXT NOT NULL,
    CHECK (cents >= 0)
);

INSERT INTO __schemist_new_sales (id, cents, region)
SELECT id, cents, region
FROM sales;

DROP TABLE sales;
PRAGMA legacy_alter_table = ON;
ALTER TABLE __schemist_new_sales RENAME TO sales;
PRAGMA legacy_alter_table = OFF;
