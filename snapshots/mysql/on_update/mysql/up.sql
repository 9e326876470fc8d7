-- Revision  2026-11-21-103000-0000 (apply)
-- Message   on_update
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column docs.a (options) (models.rs:8:5)
-- Alter column docs.b (options) (models.rs:10:5)
-- Alter column docs.c (options) (models.rs:12:5)
ALTER TABLE `docs`
    MODIFY COLUMN `a` timestamp NOT NULL DEFAULT current_timestamp(),
    MODIFY COLUMN `b` datetime(3) NULL,
    MODIFY COLUMN `c` datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp();
