-- Revision  2026-11-21-103000-0000 (apply)
-- Message   display_widths_declared
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column widths.new (models.rs:18:5)
-- Alter column widths.big (options) (models.rs:16:5)
-- Alter column widths.grown (type, options) (models.rs:13:5)
-- Alter column widths.kept (default) (models.rs:12:5)
-- Alter column widths.other (options) (models.rs:10:5)
-- Alter column widths.plain (options) (models.rs:8:5)
ALTER TABLE `widths`
    ADD COLUMN `new` smallint(4) NULL,
    MODIFY COLUMN `big` bigint(12) unsigned NULL,
    MODIFY COLUMN `grown` bigint NULL,
    MODIFY COLUMN `kept` int(5) NULL DEFAULT 3,
    MODIFY COLUMN `other` int(7) NULL,
    MODIFY COLUMN `plain` int(5) NULL;
