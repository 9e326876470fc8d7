-- Revision  2026-11-21-103000-0000 (apply)
-- Message   collation
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column words.tag (collation) (models.mysql.rs:9:5)
-- Alter column words.word (collation) (models.mysql.rs:7:5)
-- warning[L408]: values of words.word sort and compare in another way from now on
-- warning[L408]: values of words.tag sort and compare in another way from now on
ALTER TABLE `words`
    MODIFY COLUMN `tag` varchar(80) COLLATE utf8mb4_unicode_ci NOT NULL,
    MODIFY COLUMN `word` varchar(80) NOT NULL;
