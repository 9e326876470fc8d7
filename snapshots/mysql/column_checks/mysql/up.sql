-- Revision  2026-11-21-103000-0000 (apply)
-- Message   column_checks
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_goes of parts
-- Drop check constraint ck_named of parts
-- Alter column parts.a (options) (models.rs:8:5)
-- Alter column parts.b (options) (models.rs:9:5)
-- Alter column parts.c (options) (models.rs:11:5)
-- Add check constraint ck_named on parts (models.rs:4:43)
-- Add check constraint ck_parts_a_b on parts (models.rs:4:79)
-- warning[L108]: check constraint ck_named on parts fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_parts_a_b on parts fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `parts`
    DROP CONSTRAINT `ck_goes`,
    DROP CONSTRAINT `ck_named`,
    MODIFY COLUMN `a` int NULL CHECK (`a` > 1),
    MODIFY COLUMN `b` int NULL,
    MODIFY COLUMN `c` int NULL CHECK (`c` > 0),
    ADD CONSTRAINT `ck_named` CHECK (`c` <> 6),
    ADD CONSTRAINT `ck_parts_a_b` CHECK (`a` < `b`);
