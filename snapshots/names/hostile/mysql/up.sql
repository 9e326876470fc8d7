-- Revision  2026-11-21-103000-0000 (apply)
-- Message   hostile
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column the "big" table.a.b to c.d
ALTER TABLE `the "big" table` RENAME COLUMN `a.b` TO `c.d`;

-- Create table order (models.mysql.rs:27:12)
CREATE TABLE `order` (
    `group` int NOT NULL,
    `user` int NOT NULL,
    `Ünïcödé 表` text NOT NULL DEFAULT 'it''s \\ fine',
    INDEX `ix_order_user` (`user`),
    PRIMARY KEY (`group`),
    CONSTRAINT `fk_order_user_the "big" table` FOREIGN KEY (`user`) REFERENCES `the "big" table` (`Id`) ON DELETE CASCADE
);

-- Add column the "big" table.%s (models.mysql.rs:22:5)
-- Alter column the "big" table.größe (type) (models.mysql.rs:18:5)
-- Alter column the "big" table.with space (default) (models.mysql.rs:16:5)
-- Add unique constraint uq; DROP TABLE x; -- on the "big" table (models.mysql.rs:7:5)
-- Add check constraint ck 'größe' on the "big" table (models.mysql.rs:8:5)
-- warning[L107]: unique constraint uq; DROP TABLE x; -- on the "big" table fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L108]: check constraint ck 'größe' on the "big" table fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `the "big" table`
    ADD COLUMN `%s` varchar(255) NULL,
    MODIFY COLUMN `größe` bigint NOT NULL DEFAULT 1,
    MODIFY COLUMN `with space` int NULL DEFAULT 0,
    ADD UNIQUE INDEX `uq; DROP TABLE x; --` (`select`, `%s`),
    ADD CONSTRAINT `ck 'größe'` CHECK (`größe` > 0 and `select` <> 'it''s');
