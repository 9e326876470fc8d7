-- Revision  2026-11-21-103000-0000 (apply)
-- Message   nullability
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column contacts.name (nullability) (models.rs:8:5)
-- Alter column contacts.phone (nullability) (models.rs:7:5)
-- warning[L104]: column contacts.name becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE name IS NULL
ALTER TABLE `contacts`
    MODIFY COLUMN `name` text NOT NULL,
    MODIFY COLUMN `phone` text NULL;
