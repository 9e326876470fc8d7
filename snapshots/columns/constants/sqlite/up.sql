-- Revision  2026-11-21-103000-0000 (apply)
-- Message   constants
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column items.amount (models.rs:21:5)
-- Add column items.state (models.rs:23:5)
-- Alter column items.code (type) (models.rs:19:5)
-- Add check constraint (state IN ('open', 'on-hold')) on items (models.rs:23:5)
-- Add check constraint ck_items_code on items (models.rs:15:24)
-- Create index ix_items_by_code on items (models.rs:15:66)
-- warning[L108]: check constraint (state IN ('open', 'on-hold')) on items fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_items_code on items fails where a row breaks it
--   help: look for such rows before this runs
-- note: items is built anew and its rows are moved, because sqlite cannot in place: alter column items.code (type); add check constraint (state IN ('open', 'on-hold')) on items; add check constraint ck_items_code on items
DROP TABLE IF EXISTS __schemist_new_items;

CREATE TABLE __schemist_new_items (
    id integer NOT NULL PRIMARY KEY,
    code VARCHAR(40) NOT NULL,
    amount INTEGER NOT NULL DEFAULT 40,
    state TEXT NOT NULL DEFAULT 'on-hold',
    CHECK (state IN ('open', 'on-hold')),
    CONSTRAINT ck_items_code CHECK (code <> '')
);

INSERT INTO __schemist_new_items (id, code)
SELECT id, code
FROM items;

DROP TABLE items;
ALTER TABLE __schemist_new_items RENAME TO items;
CREATE INDEX ix_items_by_code ON items (code);
