-- Revision  2026-11-21-103000-0000 (undo)
-- Message   display_widths_declared
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column widths.grown that the other type cannot hold as they were may not be restored

-- Alter column widths.big (options)
-- Alter column widths.grown (type, options)
-- Alter column widths.kept (default)
-- Alter column widths.other (options)
-- Alter column widths.plain (options)
-- Drop column widths.new
-- DESTRUCTIVE: deletes the data of column widths.new
ALTER TABLE `widths`
    DROP COLUMN `new`,
    MODIFY COLUMN `big` bigint unsigned NULL,
    MODIFY COLUMN `grown` int(5) NULL,
    MODIFY COLUMN `kept` int(5) NULL,
    MODIFY COLUMN `other` int(5) NULL,
    MODIFY COLUMN `plain` int NULL;
