-- Revision  2026-11-21-103000-0000 (apply)
-- Message   differ_in_case
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column Item.name (models.rs:10:5)
ALTER TABLE "Item" ADD COLUMN name text;

-- Create index ix_Item_Name on Item (models.rs:7:30)
CREATE INDEX "ix_Item_Name" ON "Item" ("Name");

-- Create index ix_Item_name on Item (models.rs:9:30)
CREATE INDEX "ix_Item_name" ON "Item" (name);

-- Add column item.NAME (models.rs:19:5)
ALTER TABLE item ADD COLUMN "NAME" text;
