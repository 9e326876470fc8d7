-- Revision  2026-11-21-103000-0000 (apply)
-- Message   compressed_columns
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column docs.d (models.rs:13:5)
-- Alter column docs.a (options) (models.rs:7:5)
-- Alter column docs.b (options) (models.rs:9:5)
-- Alter column docs.c (type) (models.rs:11:5)
ALTER TABLE `docs`
    ADD COLUMN `d` varchar(600) COMPRESSED COLLATE latin1_swedish_ci NULL,
    MODIFY COLUMN `a` text NULL,
    MODIFY COLUMN `b` text COMPRESSED NULL,
    MODIFY COLUMN `c` varchar(600) COMPRESSED NOT NULL DEFAULT '';
