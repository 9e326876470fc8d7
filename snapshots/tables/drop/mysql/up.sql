-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table tracks
-- DESTRUCTIVE: deletes the rows of table tracks; down.sql cannot restore it
-- warning[L101]: table tracks is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `tracks`;

-- Drop table albums
-- DESTRUCTIVE: deletes the rows of table albums; down.sql cannot restore it
-- warning[L101]: table albums is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `albums`;
