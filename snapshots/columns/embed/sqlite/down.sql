-- Revision  2026-11-21-103000-0000 (undo)
-- Message   embed
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column orders.ship_lat to shipping_lat
ALTER TABLE orders RENAME COLUMN ship_lat TO shipping_lat;

-- Drop index ix_orders_bill_zip_bill_street of orders
-- Drop index ix_orders_created_id of orders
-- Drop index ix_orders_ship_zip_ship_street of orders
-- Drop check constraint (bill_zip <> '{zip}') of orders
-- Drop check constraint (ship_zip <> '{zip}') of orders
-- Drop unique constraint over ship_zip, bill_zip, id of orders
-- Drop column orders.bill_Längen Grad
-- Drop column orders.bill_lat
-- Drop column orders.bill_street
-- Drop column orders.bill_zip
-- Drop column orders.created
-- Drop column orders.ship_Längen Grad
-- DESTRUCTIVE: deletes the data of column orders.bill_Längen Grad
-- DESTRUCTIVE: deletes the data of column orders.bill_lat
-- DESTRUCTIVE: deletes the data of column orders.bill_street
-- DESTRUCTIVE: deletes the data of column orders.bill_zip
-- DESTRUCTIVE: deletes the data of column orders.created
-- DESTRUCTIVE: deletes the data of column orders.ship_Längen Grad
-- note: orders is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (bill_zip <> '{zip}') of orders; drop check constraint (ship_zip <> '{zip}') of orders; drop unique constraint over ship_zip, bill_zip, id of orders
DROP TABLE IF EXISTS __schemist_new_orders;

CREATE TABLE __schemist_new_orders (
    id integer NOT NULL PRIMARY KEY,
    ship_street varchar(80) NOT NULL,
    ship_zip varchar(10) NOT NULL,
    shipping_lat integer,
    note text
);

INSERT INTO __schemist_new_orders (id, ship_street, ship_zip, shipping_lat, note)
SELECT id, ship_street, ship_zip, shipping_lat, note
FROM orders;

DROP TABLE orders;
ALTER TABLE __schemist_new_orders RENAME TO orders;

-- Rename column orders.ship_street to shipping_street
ALTER TABLE orders RENAME COLUMN ship_street TO shipping_street;

-- Rename column orders.ship_zip to shipping_zip
ALTER TABLE orders RENAME COLUMN ship_zip TO shipping_zip;
