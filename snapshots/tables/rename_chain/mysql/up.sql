-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_chain
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename table b to c
RENAME TABLE `b` TO `c`;

-- Rename table a to b
RENAME TABLE `a` TO `b`;

-- Rename column b.y to z
ALTER TABLE `b` RENAME COLUMN `y` TO `z`;

-- Rename column b.x to y
ALTER TABLE `b` RENAME COLUMN `x` TO `y`;
