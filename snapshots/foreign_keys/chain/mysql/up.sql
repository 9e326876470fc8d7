-- Revision  2026-11-21-103000-0000 (apply)
-- Message   chain
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table d2 (models.rs:29:12)
CREATE TABLE `d2` (
    `id` int NOT NULL,
    PRIMARY KEY (`id`)
);

-- Create table c2 (models.rs:21:12)
CREATE TABLE `c2` (
    `id` int NOT NULL,
    `d` int NOT NULL,
    INDEX `ix_c2_d` (`d`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_c2_d_d2` FOREIGN KEY (`d`) REFERENCES `d2` (`id`)
);

-- Create table b2 (models.rs:13:12)
CREATE TABLE `b2` (
    `id` int NOT NULL,
    `c` int NOT NULL,
    INDEX `ix_b2_c` (`c`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_b2_c_c2` FOREIGN KEY (`c`) REFERENCES `c2` (`id`)
);

-- Create table a2 (models.rs:5:12)
CREATE TABLE `a2` (
    `id` int NOT NULL,
    `b` int NOT NULL,
    INDEX `ix_a2_b` (`b`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_a2_b_b2` FOREIGN KEY (`b`) REFERENCES `b2` (`id`)
);

-- Drop table a1
-- DESTRUCTIVE: deletes the rows of table a1; down.sql cannot restore it
-- warning[L101]: table a1 is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `a1`;

-- Drop table b1
-- DESTRUCTIVE: deletes the rows of table b1; down.sql cannot restore it
-- warning[L101]: table b1 is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `b1`;

-- Drop table c1
-- DESTRUCTIVE: deletes the rows of table c1; down.sql cannot restore it
-- warning[L101]: table c1 is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `c1`;

-- Drop table d1
-- DESTRUCTIVE: deletes the rows of table d1; down.sql cannot restore it
-- warning[L101]: table d1 is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `d1`;
