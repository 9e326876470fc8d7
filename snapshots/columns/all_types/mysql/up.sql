-- Revision  2026-11-21-103000-0000 (apply)
-- Message   all_types
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table everything (models.rs:7:12)
CREATE TABLE `everything` (
    `id` bigint NOT NULL,
    `small` smallint NOT NULL,
    `medium` int NOT NULL,
    `big` bigint NOT NULL,
    `real` float NOT NULL,
    `double` double NOT NULL,
    `flag` tinyint(1) NOT NULL,
    `text` text NOT NULL,
    `boxed` text NOT NULL,
    `bytes` blob NOT NULL,
    `day` date NOT NULL,
    `clock` time NOT NULL,
    `wall` datetime NOT NULL,
    `instant` timestamp NOT NULL,
    `time_day` date NOT NULL,
    `time_clock` time NOT NULL,
    `time_wall` datetime NOT NULL,
    `time_instant` timestamp NOT NULL,
    `jiff_day` date NOT NULL,
    `jiff_wall` datetime NOT NULL,
    `jiff_instant` timestamp NOT NULL,
    `system` datetime NOT NULL,
    `key` uuid NOT NULL,
    `document` json NOT NULL,
    `amount` decimal(65,30) NOT NULL,
    `rate` decimal(65,30) NOT NULL,
    `exact` decimal(10,3) NOT NULL,
    `short` varchar(40) NOT NULL,
    `country` char(2) NOT NULL,
    `state` enum('new','in-progress','done!') NOT NULL,
    `maybe` text NULL,
    `maybe_state` enum('new','in-progress','done!') NULL,
    PRIMARY KEY (`id`)
);
