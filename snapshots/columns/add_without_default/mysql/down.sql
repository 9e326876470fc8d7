-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_without_default
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop column drafts.title
-- Drop column drafts.words
-- DESTRUCTIVE: deletes the data of column drafts.title
-- DESTRUCTIVE: deletes the data of column drafts.words
ALTER TABLE `drafts`
    DROP COLUMN `title`,
    DROP COLUMN `words`;
