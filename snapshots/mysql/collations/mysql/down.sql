-- Revision  2026-11-21-103000-0000 (undo)
-- Message   collations
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_texts_lang of texts
ALTER TABLE `texts` DROP FOREIGN KEY `fk_texts_lang`;

-- Set options of table langs
ALTER TABLE `langs`
    MODIFY COLUMN `code` varchar(10) NOT NULL,
    MODIFY COLUMN `title` varchar(50) NOT NULL,
    DEFAULT COLLATE=utf8mb4_general_ci;

-- Alter column texts.word (collation)
-- Set options of table texts
ALTER TABLE `texts`
    MODIFY COLUMN `word` varchar(20) COLLATE latin1_swedish_ci NOT NULL,
    MODIFY COLUMN `lang` varchar(10) NOT NULL,
    DEFAULT COLLATE=utf8mb4_general_ci;

-- Add foreign key fk_texts_lang on texts
ALTER TABLE `texts` ADD CONSTRAINT `fk_texts_lang` FOREIGN KEY (`lang`) REFERENCES `langs` (`code`);
