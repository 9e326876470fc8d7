-- Revision  2026-11-21-103000-0000 (undo)
-- Message   column_checks
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_named of parts
-- Drop check constraint ck_parts_a_b of parts
-- Alter column parts.a (options)
-- Alter column parts.b (options)
-- Alter column parts.c (options)
-- Add check constraint ck_goes on parts
-- Add check constraint ck_named on parts
ALTER TABLE `parts`
    DROP CONSTRAINT `ck_named`,
    DROP CONSTRAINT `ck_parts_a_b`,
    MODIFY COLUMN `a` int NULL CHECK (`a` > 0),
    MODIFY COLUMN `b` int NULL CHECK (`b` > 0),
    MODIFY COLUMN `c` int NULL,
    ADD CONSTRAINT `ck_goes` CHECK (`id` > 0),
    ADD CONSTRAINT `ck_named` CHECK (`c` <> 5);
