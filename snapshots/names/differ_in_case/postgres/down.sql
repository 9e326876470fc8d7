-- Revision  2026-11-21-103000-0000 (undo)
-- Message   differ_in_case
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_Item_Name of Item
DROP INDEX "ix_Item_Name";

-- Drop index ix_Item_name of Item
DROP INDEX "ix_Item_name";

-- Drop column Item.name
-- DESTRUCTIVE: deletes the data of column Item.name
ALTER TABLE "Item" DROP COLUMN name;

-- Drop column item.NAME
-- DESTRUCTIVE: deletes the data of column item.NAME
ALTER TABLE item DROP COLUMN "NAME";
