-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_without_default
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column drafts.title (models.rs:7:5)
-- Add column drafts.words (models.rs:8:5)
-- warning[L103]: column drafts.title is required but has no default: rows that exist get an empty value
--   help: give it a default, or make it an `Option` first and fill it
-- warning[L103]: column drafts.words is required but has no default: rows that exist get 0
--   help: give it a default, or make it an `Option` first and fill it
ALTER TABLE `drafts`
    ADD COLUMN `title` text NOT NULL,
    ADD COLUMN `words` bigint NOT NULL;
