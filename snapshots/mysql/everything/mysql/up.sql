-- Revision  2026-11-21-103000-0000 (apply)
-- Message   everything
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column articles.code (models.rs:20:5)
-- Add column articles.tiny (models.rs:21:5)
-- Add column articles.small (models.rs:22:5)
-- Add column articles.negative (models.rs:23:5)
-- Add column articles.explicit (models.rs:25:5)
-- Add column articles.price (models.rs:27:5)
-- Alter column articles.id (type, autoincrement) (models.rs:13:5)
-- Alter column articles.views (type) (models.rs:18:5)
-- Add unique constraint uq_title on articles (models.rs:9:5)
-- Create index ft_articles on articles (models.rs:8:5)
-- Create index ix_body on articles (models.rs:7:5)
-- Set options of table articles
-- warning[L105]: articles.id changes from int to int unsigned: this fails where a value does not fit
-- warning[L105]: articles.views changes from int to bigint unsigned: this fails where a value does not fit
-- warning[L107]: unique constraint uq_title on articles fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE `articles`
    ADD COLUMN `code` char(8) COLLATE utf8mb4_bin NULL,
    ADD COLUMN `tiny` tinyint unsigned NULL,
    ADD COLUMN `small` smallint unsigned NULL,
    ADD COLUMN `negative` tinyint NULL,
    ADD COLUMN `explicit` int unsigned NULL,
    ADD COLUMN `price` decimal(10,2) unsigned NULL,
    MODIFY COLUMN `id` int unsigned NOT NULL AUTO_INCREMENT,
    MODIFY COLUMN `views` bigint unsigned NOT NULL DEFAULT 0,
    MODIFY COLUMN `title` varchar(200) COLLATE utf8mb4_unicode_ci NOT NULL,
    MODIFY COLUMN `body` text COLLATE utf8mb4_unicode_ci NULL,
    ADD FULLTEXT INDEX `ft_articles` (`title`, `body`),
    ADD INDEX `ix_body` (`body`(20)),
    ADD UNIQUE INDEX `uq_title` (`title`(100)),
    DEFAULT COLLATE=utf8mb4_unicode_ci;
