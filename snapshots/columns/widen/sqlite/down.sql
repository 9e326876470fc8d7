-- Revision  2026-11-21-103000-0000 (undo)
-- Message   widen
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column stock.amount that the other type cannot hold as they were may not be restored
-- WARNING: values of column stock.code that the other type cannot hold as they were may not be restored
-- WARNING: values of column stock.price that the other type cannot hold as they were may not be restored

-- Alter column stock.amount (type)
-- Alter column stock.code (type)
-- Alter column stock.price (type)
-- note: stock is built anew and its rows are moved, because sqlite cannot in place: alter column stock.amount (type); alter column stock.code (type); alter column stock.price (type)
DROP TABLE IF EXISTS __schemist_new_stock;

CREATE TABLE __schemist_new_stock (
    id INTEGER NOT NULL PRIMARY KEY,
    amount INTEGER NOT NULL DEFAULT 0,
    code VARCHAR(20) NOT NULL,
    price NUMERIC(8, 2) NOT NULL
);

INSERT INTO __schemist_new_stock (id, amount, code, price)
SELECT id, amount, code, price
FROM stock;

DROP TABLE stock;
ALTER TABLE __schemist_new_stock RENAME TO stock;
CREATE UNIQUE INDEX ux_stock_code ON stock (code);
