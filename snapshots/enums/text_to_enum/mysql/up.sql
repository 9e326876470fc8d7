-- Revision  2026-11-21-103000-0000 (apply)
-- Message   text_to_enum
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column shirts.size (type) (models.rs:8:5)
-- warning[L105]: shirts.size changes from text to enum('s','m','l'): this fails where a value does not fit
ALTER TABLE `shirts` MODIFY COLUMN `size` enum('s','m','l') NOT NULL DEFAULT 'm';
