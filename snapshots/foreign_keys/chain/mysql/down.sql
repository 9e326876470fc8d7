-- Revision  2026-11-21-103000-0000 (undo)
-- Message   chain
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table a1 cannot be restored
-- WARNING: the rows of table b1 cannot be restored
-- WARNING: the rows of table c1 cannot be restored
-- WARNING: the rows of table d1 cannot be restored

-- Create table d1
-- the rows of table d1 cannot be restored
CREATE TABLE `d1` (
    `id` int NOT NULL,
    PRIMARY KEY (`id`)
);

-- Create table c1
-- the rows of table c1 cannot be restored
CREATE TABLE `c1` (
    `id` int NOT NULL,
    `d` int NOT NULL,
    INDEX `fk_c1_d` (`d`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_c1_d` FOREIGN KEY (`d`) REFERENCES `d1` (`id`)
);

-- Create table b1
-- the rows of table b1 cannot be restored
CREATE TABLE `b1` (
    `id` int NOT NULL,
    `c` int NOT NULL,
    INDEX `fk_b1_c` (`c`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_b1_c` FOREIGN KEY (`c`) REFERENCES `c1` (`id`)
);

-- Create table a1
-- the rows of table a1 cannot be restored
CREATE TABLE `a1` (
    `id` int NOT NULL,
    `b` int NOT NULL,
    INDEX `fk_a1_b` (`b`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_a1_b` FOREIGN KEY (`b`) REFERENCES `b1` (`id`)
);

-- Drop table a2
-- DESTRUCTIVE: deletes the rows of table a2
DROP TABLE `a2`;

-- Drop table b2
-- DESTRUCTIVE: deletes the rows of table b2
DROP TABLE `b2`;

-- Drop table c2
-- DESTRUCTIVE: deletes the rows of table c2
DROP TABLE `c2`;

-- Drop table d2
-- DESTRUCTIVE: deletes the rows of table d2
DROP TABLE `d2`;
