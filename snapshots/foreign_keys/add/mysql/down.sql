-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_essays_author_id_authors of essays
ALTER TABLE `essays` DROP FOREIGN KEY `fk_essays_author_id_authors`;

-- Drop foreign key fk_essays_editor_id_authors of essays
ALTER TABLE `essays` DROP FOREIGN KEY `fk_essays_editor_id_authors`;

-- Drop index ix_essays_author_id of essays
-- Drop index ix_essays_editor_id of essays
-- Drop column essays.editor_id
-- DESTRUCTIVE: deletes the data of column essays.editor_id
ALTER TABLE `essays`
    DROP INDEX `ix_essays_author_id`,
    DROP INDEX `ix_essays_editor_id`,
    DROP COLUMN `editor_id`;
