-- Revision  2026-11-21-103000-0000 (apply)
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
    MODIFY COLUMN `code` varchar(10) COLLATE utf8mb4_unicode_ci NOT NULL,
    MODIFY COLUMN `title` varchar(50) COLLATE utf8mb4_unicode_ci NOT NULL,
    DEFAULT COLLATE=utf8mb4_unicode_ci;

-- Alter column texts.word (collation) (models.rs:22:5)
-- Set options of table texts
-- warning[L408]: values of texts.word sort and compare in another way from now on
ALTER TABLE `texts`
    MODIFY COLUMN `word` varchar(20) COLLATE utf8mb4_unicode_ci NOT NULL,
    MODIFY COLUMN `lang` varchar(10) COLLATE utf8mb4_unicode_ci NOT NULL,
    DEFAULT COLLATE=utf8mb4_unicode_ci;

-- Add foreign key fk_texts_lang on texts (models.rs:19:46)
ALTER TABLE `texts` ADD CONSTRAINT `fk_texts_lang` FOREIGN KEY (`lang`) REFERENCES `langs` (`code`);
