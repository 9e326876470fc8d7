-- Revision  2026-11-21-103000-0000 (undo)
-- Message   foreign_key_index
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_editor_author of books
-- Create index fk_editor on books
-- Create index fk_owner on books
ALTER TABLE `books`
    DROP INDEX `ix_editor_author`,
    ADD INDEX `fk_editor` (`editor`),
    ADD INDEX `fk_owner` (`owner`);

-- Add foreign key fk_owner on books
ALTER TABLE `books` ADD CONSTRAINT `fk_owner` FOREIGN KEY (`owner`) REFERENCES `people` (`id`) ON DELETE SET NULL;
