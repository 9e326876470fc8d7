-- Revision  2026-11-21-103000-0000 (undo)
-- Message   defaults_of_one_value
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column prices.tax (default)
-- note: prices is built anew and its rows are moved, because sqlite cannot in place: alter column prices.tax (default)
DROP TABLE IF EXISTS __schemist_new_prices;

CREATE TABLE __schemist_new_prices (
    id INTEGER NOT NULL PRIMARY KEY,
    amount NUMERIC(8, 2) DEFAULT 5,
    tax NUMERIC(8, 2) DEFAULT 19,
    step INTEGER DEFAULT (1 + 2),
    label VARCHAR(20) DEFAULT 'ABC'
);

INSERT INTO __schemist_new_prices (id, amount, tax, step, label)
SELECT id, amount, tax, step, label
FROM prices;

DROP TABLE prices;
ALTER TABLE __schemist_new_prices RENAME TO prices;
