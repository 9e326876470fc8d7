-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_to_a_dropped_name
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop column pages.body_html
-- DESTRUCTIVE: deletes the data of column pages.body_html; down.sql cannot restore it
-- warning[L102]: column pages.body_html is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `pages` DROP COLUMN `body_html`;
