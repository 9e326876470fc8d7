-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_to_a_dropped_name
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column pages.body_html cannot be restored

-- Add column pages.body_html
-- the data of column pages.body_html cannot be restored
ALTER TABLE `pages` ADD COLUMN `body_html` text NULL;
