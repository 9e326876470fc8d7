-- Revision  2026-11-21-103000-0000 (apply)
-- Message   embed
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column orders.shipping_lat to ship_lat
ALTER TABLE `orders` RENAME COLUMN `shipping_lat` TO `ship_lat`;

-- Rename column orders.shipping_street to ship_street
ALTER TABLE `orders` RENAME COLUMN `shipping_street` TO `ship_street`;

-- Rename column orders.shipping_zip to ship_zip
ALTER TABLE `orders` RENAME COLUMN `shipping_zip` TO `ship_zip`;

-- Add column orders.created (models.rs:9:5)
-- Add column orders.ship_Längen Grad (models.rs:16:5)
-- Add column orders.bill_street (models.rs:23:5)
-- Add column orders.bill_zip (models.rs:25:5)
-- Add column orders.bill_lat (models.rs:14:5)
-- Add column orders.bill_Längen Grad (models.rs:16:5)
-- Add unique constraint uq_orders_ship_zip_bill_zip_id on orders (models.rs:31:27)
-- Add check constraint ck_orders_bill_zip on orders (models.rs:20:9)
-- Add check constraint ck_orders_ship_zip on orders (models.rs:20:9)
-- Create index ix_orders_bill_zip_bill_street on orders (models.rs:20:36)
-- Create index ix_orders_created_id on orders (models.rs:5:9)
-- Create index ix_orders_ship_zip_ship_street on orders (models.rs:20:36)
-- warning[L107]: unique constraint uq_orders_ship_zip_bill_zip_id on orders fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L108]: check constraint ck_orders_bill_zip on orders fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_orders_ship_zip on orders fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `orders`
    ADD COLUMN `created` int NOT NULL DEFAULT 0,
    ADD COLUMN `ship_Längen Grad` int NULL,
    ADD COLUMN `bill_street` varchar(80) NULL,
    ADD COLUMN `bill_zip` varchar(10) NULL,
    ADD COLUMN `bill_lat` int NULL,
    ADD COLUMN `bill_Längen Grad` int NULL,
    ADD INDEX `ix_orders_bill_zip_bill_street` (`bill_zip`, `bill_street`),
    ADD INDEX `ix_orders_created_id` (`created`, `id`),
    ADD INDEX `ix_orders_ship_zip_ship_street` (`ship_zip`, `ship_street`),
    ADD UNIQUE INDEX `uq_orders_ship_zip_bill_zip_id` (`ship_zip`, `bill_zip`, `id`),
    ADD CONSTRAINT `ck_orders_bill_zip` CHECK (`bill_zip` <> '{zip}'),
    ADD CONSTRAINT `ck_orders_ship_zip` CHECK (`ship_zip` <> '{zip}');
