-- Revision  2026-11-21-103000-0000 (undo)
-- Message   nullability
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column contacts.name (nullability)
-- Alter column contacts.phone (nullability)
ALTER TABLE `contacts`
    MODIFY COLUMN `name` text NULL,
    MODIFY COLUMN `phone` text NOT NULL;
