-- Revision  2026-11-21-103000-0000 (apply)
-- Message   invisible
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column docs.d (models.rs:13:5)
-- Alter column docs.a (options) (models.rs:7:5)
-- Alter column docs.b (options) (models.rs:9:5)
ALTER TABLE `docs`
    ADD COLUMN `d` int NOT NULL DEFAULT 5 INVISIBLE,
    MODIFY COLUMN `a` int NULL,
    MODIFY COLUMN `b` int NULL INVISIBLE;
