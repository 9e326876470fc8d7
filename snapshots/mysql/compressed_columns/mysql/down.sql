-- Revision  2026-11-21-103000-0000 (undo)
-- Message   compressed_columns
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column docs.c that the other type cannot hold as they were may not be restored

-- Alter column docs.a (options)
-- Alter column docs.b (options)
-- Alter column docs.c (type)
-- Drop column docs.d
-- DESTRUCTIVE: deletes the data of column docs.d
ALTER TABLE `docs`
    DROP COLUMN `d`,
    MODIFY COLUMN `a` text COMPRESSED NULL,
    MODIFY COLUMN `b` text NULL,
    MODIFY COLUMN `c` varchar(500) COMPRESSED NOT NULL DEFAULT '';
