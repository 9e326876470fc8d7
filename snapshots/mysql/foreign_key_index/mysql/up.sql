-- Revision  2026-11-21-103000-0000 (apply)
-- Message   foreign_key_index
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_owner of books
ALTER TABLE `books` DROP FOREIGN KEY `fk_owner`;

-- Drop index fk_editor of books
-- Drop index fk_owner of books
-- Create index ix_editor_author on books (models.rs:10:26)
ALTER TABLE `books`
    DROP INDEX `fk_editor`,
    DROP INDEX `fk_owner`,
    ADD INDEX `ix_editor_author` (`editor`, `author`);
