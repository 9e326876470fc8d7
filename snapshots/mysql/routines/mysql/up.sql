-- Revision  2026-11-21-103000-0000 (apply)
-- Message   routines
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- warning[L115]: function clear_totals reads table total, which is dropped
--   help: drop the function before it in the revision, and create it again after it where it is wanted
-- warning[L115]: function turnover reads column orders.total, which is dropped
--   help: drop the function before it in the revision, and create it again after it where it is wanted
-- warning[L115]: event cleanup reads column orders.total, which is dropped
--   help: drop the event before it in the revision, and create it again after it where it is wanted

-- Drop table total
-- DESTRUCTIVE: deletes the rows of table total; down.sql cannot restore it
-- warning[L101]: table total is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `total`;

-- Drop column orders.total
-- DESTRUCTIVE: deletes the data of column orders.total; down.sql cannot restore it
-- warning[L102]: column orders.total is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `orders` DROP COLUMN `total`;
