-- Revision  2026-11-21-103000-0000 (undo)
-- Message   embed
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column orders.ship_lat to shipping_lat
ALTER TABLE orders RENAME COLUMN ship_lat TO shipping_lat;

-- Drop index ix_orders_bill_zip_bill_street of orders
DROP INDEX ix_orders_bill_zip_bill_street;

-- Drop index ix_orders_created_id of orders
DROP INDEX ix_orders_created_id;

-- Drop index ix_orders_ship_zip_ship_street of orders
DROP INDEX ix_orders_ship_zip_ship_street;

-- Rename column orders.ship_street to shipping_street
ALTER TABLE orders RENAME COLUMN ship_street TO shipping_street;

-- Drop check constraint ck_orders_bill_zip of orders
ALTER TABLE orders DROP CONSTRAINT ck_orders_bill_zip;

-- Drop check constraint ck_orders_ship_zip of orders
ALTER TABLE orders DROP CONSTRAINT ck_orders_ship_zip;

-- Drop unique constraint uq_orders_ship_zip_bill_zip_id of orders
ALTER TABLE orders DROP CONSTRAINT uq_orders_ship_zip_bill_zip_id;

-- Rename column orders.ship_zip to shipping_zip
ALTER TABLE orders RENAME COLUMN ship_zip TO shipping_zip;

-- Drop column orders.bill_Längen Grad
-- DESTRUCTIVE: deletes the data of column orders.bill_Längen Grad
ALTER TABLE orders DROP COLUMN "bill_Längen Grad";

-- Drop column orders.bill_lat
-- DESTRUCTIVE: deletes the data of column orders.bill_lat
ALTER TABLE orders DROP COLUMN bill_lat;

-- Drop column orders.bill_street
-- DESTRUCTIVE: deletes the data of column orders.bill_street
ALTER TABLE orders DROP COLUMN bill_street;

-- Drop column orders.bill_zip
-- DESTRUCTIVE: deletes the data of column orders.bill_zip
ALTER TABLE orders DROP COLUMN bill_zip;

-- Drop column orders.created
-- DESTRUCTIVE: deletes the data of column orders.created
ALTER TABLE orders DROP COLUMN created;

-- Drop column orders.ship_Längen Grad
-- DESTRUCTIVE: deletes the data of column orders.ship_Längen Grad
ALTER TABLE orders DROP COLUMN "ship_Längen Grad";
