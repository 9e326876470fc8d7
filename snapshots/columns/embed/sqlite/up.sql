-- Revision  2026-11-21-103000-0000 (apply)
-- Message   embed
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column orders.shipping_lat to ship_lat
ALTER TABLE orders RENAME COLUMN shipping_lat TO ship_lat;

-- Rename column orders.shipping_street to ship_street
ALTER TABLE orders RENAME COLUMN shipping_street TO ship_street;

-- Rename column orders.shipping_zip to ship_zip
ALTER TABLE orders RENAME COLUMN shipping_zip TO ship_zip;

-- Add column orders.created (models.rs:9:5)
-- Add column orders.ship_Längen Grad (models.rs:16:5)
-- Add column orders.bill_street (models.rs:23:5)
-- Add column orders.bill_zip (models.rs:25:5)
-- Add column orders.bill_lat (models.rs:14:5)
-- Add column orders.bill_Längen Grad (models.rs:16:5)
-- Add unique constraint over ship_zip, bill_zip, id on orders (models.rs:31:27)
-- Add check constraint (bill_zip <> '{zip}') on orders (models.rs:20:9)
-- Add check constraint (ship_zip <> '{zip}') on orders (models.rs:20:9)
-- Create index ix_orders_bill_zip_bill_street on orders (models.rs:20:36)
-- Create index ix_orders_created_id on orders (models.rs:5:9)
-- Create index ix_orders_ship_zip_ship_street on orders (models.rs:20:36)
-- warning[L107]: unique constraint over ship_zip, bill_zip, id on orders fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L108]: check constraint (bill_zip <> '{zip}') on orders fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint (ship_zip <> '{zip}') on orders fails where a row breaks it
--   help: look for such rows before this runs
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: add unique constraint over ship_zip, bill_zip, id on orders; add check constraint (bill_zip <> '{zip}') on orders; add check constraint (ship_zip <> '{zip}') on orders
DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id integer NOT NULL PRIMARY KEY,
    ship_street varchar(80) NOT NULL,
    ship_zip varchar(10) NOT NULL,
    ship_lat integer,
    note text,
    created INTEGER NOT NULL DEFAULT 0,
    "ship_Längen Grad" INTEGER,
    bill_street VARCHAR(80),
    bill_zip VARCHAR(10),
    bill_lat INTEGER,
    "bill_Längen Grad" INTEGER,
    UNIQUE (ship_zip, bill_zip, id),
    CHECK (bill_zip <> '{zip}'),
    CHECK (ship_zip <> '{zip}')
);

INSERT INTO __schemist_new_orders (id, ship_street, ship_zip, ship_lat, note)
SELECT id, ship_street, ship_zip, ship_lat, note
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;
CREATE INDEX ix_orders_bill_zip_bill_street ON orders (bill_zip, bill_street);
CREATE INDEX ix_orders_created_id ON orders (created, id);
CREATE INDEX ix_orders_ship_zip_ship_street ON orders (ship_zip, ship_street);
