-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column essays.editor_id (models.rs:17:5)
-- Create index ix_essays_author_id on essays (models.rs:14:26)
-- Create index ix_essays_editor_id on essays (models.rs:16:60)
ALTER TABLE `essays`
    ADD COLUMN `editor_id` int NULL,
    ADD INDEX `ix_essays_author_id` (`author_id`),
    ADD INDEX `ix_essays_editor_id` (`editor_id`);

-- Add foreign key fk_essays_author_id_authors on essays (models.rs:14:26)
-- warning[L108]: foreign key fk_essays_author_id_authors on essays fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `essays` ADD CONSTRAINT `fk_essays_author_id_authors` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`) ON DELETE CASCADE ON UPDATE CASCADE;

-- Add foreign key fk_essays_editor_id_authors on essays (models.rs:16:26)
ALTER TABLE `essays` ADD CONSTRAINT `fk_essays_editor_id_authors` FOREIGN KEY (`editor_id`) REFERENCES `authors` (`id`) ON DELETE SET NULL;
