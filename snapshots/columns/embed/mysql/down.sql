-- Revision  2026-11-21-103000-0000 (undo)
-- Message   embed
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column orders.ship_lat to shipping_lat
ALTER TABLE `orders` RENAME COLUMN `ship_lat` TO `shipping_lat`;

-- Drop index ix_orders_bill_zip_bill_street of orders
-- Drop index ix_orders_created_id of orders
-- Drop index ix_orders_ship_zip_ship_street of orders
-- Drop column orders.bill_Längen Grad
-- Drop column orders.bill_lat
-- Drop column orders.bill_street
-- Drop column orders.created
-- Drop column orders.ship_Längen Grad
-- DESTRUCTIVE: deletes the data of column orders.bill_Längen Grad
-- DESTRUCTIVE: deletes the data of column orders.bill_lat
-- DESTRUCTIVE: deletes the data of column orders.bill_street
-- DESTRUCTIVE: deletes the data of column orders.created
-- DESTRUCTIVE: deletes the data of column orders.ship_Längen Grad
ALTER TABLE `orders`
    DROP INDEX `ix_orders_bill_zip_bill_street`,
    DROP INDEX `ix_orders_created_id`,
    DROP INDEX `ix_orders_ship_zip_ship_street`,
    DROP COLUMN `bill_Längen Grad`,
    DROP COLUMN `bill_lat`,
    DROP COLUMN `bill_street`,
    DROP COLUMN `created`,
    DROP COLUMN `ship_Längen Grad`;

-- Rename column orders.ship_street to shipping_street
ALTER TABLE `orders` RENAME COLUMN `ship_street` TO `shipping_street`;

-- Drop check constraint ck_orders_bill_zip of orders
-- Drop check constraint ck_orders_ship_zip of orders
-- Drop unique constraint uq_orders_ship_zip_bill_zip_id of orders
-- Drop column orders.bill_zip
-- DESTRUCTIVE: deletes the data of column orders.bill_zip
ALTER TABLE `orders`
    DROP CONSTRAINT `ck_orders_bill_zip`,
    DROP CONSTRAINT `ck_orders_ship_zip`,
    DROP INDEX `uq_orders_ship_zip_bill_zip_id`,
    DROP COLUMN `bill_zip`;

-- Rename column orders.ship_zip to shipping_zip
ALTER TABLE `orders` RENAME COLUMN `ship_zip` TO `shipping_zip`;
