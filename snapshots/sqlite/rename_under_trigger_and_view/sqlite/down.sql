-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_under_trigger_and_view
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column shelves.quantity to qty
ALTER TABLE shelves RENAME COLUMN quantity TO qty;

-- Rename table shelves to stock
ALTER TABLE shelves RENAME TO stock;
