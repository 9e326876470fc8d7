-- Revision  2026-11-21-103000-0000 (undo)
-- Message   on_update
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column docs.a (options)
-- Alter column docs.b (options)
-- Alter column docs.c (options)
ALTER TABLE `docs`
    MODIFY COLUMN `a` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
    MODIFY COLUMN `b` datetime(3) NULL ON UPDATE current_timestamp(3),
    MODIFY COLUMN `c` datetime NOT NULL DEFAULT current_timestamp();
