-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_under_trigger_and_view
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table stock to shelves
ALTER TABLE stock RENAME TO shelves;

-- Rename column shelves.qty to quantity
ALTER TABLE shelves RENAME COLUMN qty TO quantity;
