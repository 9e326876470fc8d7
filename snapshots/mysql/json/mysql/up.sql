-- Revision  2026-11-21-103000-0000 (apply)
-- Message   json
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column payloads.added (models.rs:13:5)
-- Alter column payloads.from_text (type) (models.rs:9:5)
-- Alter column payloads.to_text (type) (models.rs:11:5)
-- warning[L105]: payloads.from_text changes from longtext to json: this fails where a value does not fit
ALTER TABLE `payloads`
    ADD COLUMN `added` json NOT NULL DEFAULT '{"new": true}',
    MODIFY COLUMN `from_text` json NULL,
    MODIFY COLUMN `to_text` longtext NULL DEFAULT '{}';
