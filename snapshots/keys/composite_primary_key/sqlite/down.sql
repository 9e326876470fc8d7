-- Revision  2026-11-21-103000-0000 (undo)
-- Message   composite_primary_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key aliases_pkey of aliases
-- Add primary key aliases_pkey on aliases
-- note: aliases is built anew and its rows are moved, because sqlite cannot in place: drop primary key aliases_pkey of aliases; add primary key aliases_pkey on aliases
DROP TABLE IF EXISTS __schemist_new_aliases;

CREATE TABLE __schemist_new_aliases (
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    target TEXT,
    CONSTRAINT aliases_pkey PRIMARY KEY (name, lang)
);

INSERT INTO __schemist_new_aliases (rowid, name, lang, target)
SELECT rowid, name, lang, target
FROM aliases;

DROP TABLE aliases;
ALTER TABLE __schemist_new_aliases RENAME TO aliases;

-- Drop primary key prices_pkey of prices
-- Add primary key prices_pkey on prices
-- note: prices is built anew and its rows are moved, because sqlite cannot in place: drop primary key prices_pkey of prices; add primary key prices_pkey on prices
DROP TABLE IF EXISTS __schemist_new_prices;

CREATE TABLE __schemist_new_prices (
    item INTEGER NOT NULL,
    shop INTEGER NOT NULL,
    day INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    CONSTRAINT prices_pkey PRIMARY KEY (item, shop)
);

INSERT INTO __schemist_new_prices (rowid, item, shop, day, cents)
SELECT rowid, item, shop, day, cents
FROM prices;

DROP TABLE prices;
ALTER TABLE __schemist_new_prices RENAME TO prices;
