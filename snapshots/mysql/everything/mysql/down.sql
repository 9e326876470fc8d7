-- Revision  2026-11-21-103000-0000 (undo)
-- Message   everything
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column articles.id that the other type cannot hold as they were may not be restored
-- WARNING: values of column articles.views that the other type cannot hold as they were may not be restored

-- Drop index ft_articles of articles
-- Drop index ix_body of articles
-- Drop unique constraint uq_title of articles
-- Alter column articles.id (type, autoincrement)
-- Alter column articles.views (type)
-- Set options of table articles
-- Drop column articles.code
-- Drop column articles.explicit
-- Drop column articles.negative
-- Drop column articles.price
-- Drop column articles.small
-- Drop column articles.tiny
-- DESTRUCTIVE: deletes the data of column articles.code
-- DESTRUCTIVE: deletes the data of column articles.explicit
-- DESTRUCTIVE: deletes the data of column articles.negative
-- DESTRUCTIVE: deletes the data of column articles.price
-- DESTRUCTIVE: deletes the data of column articles.small
-- DESTRUCTIVE: deletes the data of column articles.tiny
ALTER TABLE `articles`
    DROP INDEX `ft_articles`,
    DROP INDEX `ix_body`,
    DROP INDEX `uq_title`,
    DROP COLUMN `code`,
    DROP COLUMN `explicit`,
    DROP COLUMN `negative`,
    DROP COLUMN `price`,
    DROP COLUMN `small`,
    DROP COLUMN `tiny`,
    MODIFY COLUMN `id` int NOT NULL,
    MODIFY COLUMN `views` int NOT NULL DEFAULT 0,
    MODIFY COLUMN `title` varchar(200) NOT NULL,
    MODIFY COLUMN `body` text NULL,
    DEFAULT COLLATE=utf8mb4_general_ci;
