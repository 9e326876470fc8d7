-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rebuild_under_views
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint (cents >= 0) of sales
-- Alter column sales.cents (nullability)
-- note: sales is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (cents >= 0) of sales; alter column sales.cents (nullability)
DROP TABLE IF EXISTS __schemist_new_sales;

CREATE TABLE __schemist_new_sales (
    id INTEGER NOT NULL PRIMARY KEY,
    cents INTEGER,
    region TEXT NOT NULL
);

INSERT INTO __schemist_new_sales (id, cents, region)
SELECT id, cents, region
FROM sales;

DROP TABLE sales;
PRAGMA legacy_alter_table = ON;
ALTER TABLE __schemist_new_sales RENAME TO sales;
PRAGMA legacy_alter_table = OFF;
