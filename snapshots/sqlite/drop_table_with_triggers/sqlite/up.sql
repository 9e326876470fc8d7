-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop_table_with_triggers
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table junk
-- DESTRUCTIVE: deletes the rows of table junk; down.sql cannot restore it
-- warning[L101]: table junk is dropped with all its rows
--   why: with it go trigger junk_log; down.sql brings them back
--   help: if it got another name, say so with `renamed_from`
DROP TABLE junk;
