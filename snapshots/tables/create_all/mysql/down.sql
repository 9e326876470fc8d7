-- Revision  2026-11-21-103000-0000 (undo)
-- Message   create_all
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table attachments
-- DESTRUCTIVE: deletes the rows of table attachments
DROP TABLE `attachments`;

-- Drop table tickets
-- DESTRUCTIVE: deletes the rows of table tickets
DROP TABLE `tickets`;

-- Drop table people
-- DESTRUCTIVE: deletes the rows of table people
DROP TABLE `people`;
