-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table teams (models.rs:23:12)
CREATE TABLE `teams` (
    `id` int NOT NULL,
    `name` varchar(255) NOT NULL,
    `motto` text NULL,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `uq_teams_name` (`name`)
);

-- Create table memberships (models.rs:12:12)
CREATE TABLE `memberships` (
    `team_id` int NOT NULL,
    `account_id` int NOT NULL,
    `role` text NOT NULL DEFAULT 'member',
    INDEX `ix_memberships_account_id` (`account_id`),
    PRIMARY KEY (`team_id`, `account_id`),
    CONSTRAINT `fk_memberships_account_id_accounts` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE CASCADE,
    CONSTRAINT `fk_memberships_team_id_teams` FOREIGN KEY (`team_id`) REFERENCES `teams` (`id`) ON DELETE CASCADE
);
