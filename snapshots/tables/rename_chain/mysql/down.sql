-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_chain
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column b.y to x
ALTER TABLE `b` RENAME COLUMN `y` TO `x`;

-- Rename column b.z to y
ALTER TABLE `b` RENAME COLUMN `z` TO `y`;

-- Rename table b to a
RENAME TABLE `b` TO `a`;

-- Rename table c to b
RENAME TABLE `c` TO `b`;
