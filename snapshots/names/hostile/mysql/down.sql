-- Revision  2026-11-21-103000-0000 (undo)
-- Message   hostile
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column the "big" table.größe that the other type cannot hold as they were may not be restored

-- Rename column the "big" table.c.d to a.b
ALTER TABLE `the "big" table` RENAME COLUMN `c.d` TO `a.b`;

-- Drop table order
-- DESTRUCTIVE: deletes the rows of table order
DROP TABLE `order`;

-- Drop check constraint ck 'größe' of the "big" table
-- Drop unique constraint uq; DROP TABLE x; -- of the "big" table
-- Alter column the "big" table.größe (type)
-- Alter column the "big" table.with space (default)
-- Drop column the "big" table.%s
-- DESTRUCTIVE: deletes the data of column the "big" table.%s
ALTER TABLE `the "big" table`
    DROP CONSTRAINT `ck 'größe'`,
    DROP INDEX `uq; DROP TABLE x; --`,
    DROP COLUMN `%s`,
    MODIFY COLUMN `größe` int NOT NULL DEFAULT 1,
    MODIFY COLUMN `with space` int NULL;
