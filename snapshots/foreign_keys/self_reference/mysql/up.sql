-- Revision  2026-11-21-103000-0000 (apply)
-- Message   self_reference
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table comments (models.rs:14:12)
CREATE TABLE `comments` (
    `id` int NOT NULL,
    `reply_to` int NULL,
    INDEX `ix_comments_reply_to` (`reply_to`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_comments_reply_to_comments` FOREIGN KEY (`reply_to`) REFERENCES `comments` (`id`) ON DELETE CASCADE
);

-- Alter column folders.name (nullability) (models.rs:9:5)
-- warning[L104]: column folders.name becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE name IS NULL
ALTER TABLE `folders` MODIFY COLUMN `name` text NOT NULL;
