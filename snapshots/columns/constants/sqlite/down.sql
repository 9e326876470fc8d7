-- Revision  2026-11-21-103000-0000 (undo)
-- Message   constants
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column items.code that the other type cannot hold as they were may not be restored

-- Drop index ix_items_by_code of items
-- Drop check constraint (state IN ('open', 'on-hold')) of items
-- Drop check constraint ck_items_code of items
-- Alter column items.code (type)
-- Drop column items.amount
-- Drop column items.state
-- DESTRUCTIVE: deletes the data of column items.amount
-- DESTRUCTIVE: deletes the data of column items.state
-- note: items is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (state IN ('open', 'on-hold')) of items; drop check constraint ck_items_code of items; alter column items.code (type)
DROP TABLE IF EXISTS __schemist_new_items;

CREATE TABLE __schemist_new_items (
    id integer NOT NULL PRIMARY KEY,
    code varchar(20) NOT NULL
);

INSERT INTO __schemist_new_items (id, code)
SELECT id, code
FROM items;

DROP TABLE items;
ALTER TABLE __schemist_new_items RENAME TO items;
