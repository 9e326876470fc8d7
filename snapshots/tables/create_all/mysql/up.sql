-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create_all
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table people (models.mysql.rs:15:12)
CREATE TABLE `people` (
    `id` bigint NOT NULL,
    `email` varchar(255) NOT NULL,
    `active` tinyint(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `uq_people_email` (`email`)
);

-- Create table tickets (models.mysql.rs:28:12)
CREATE TABLE `tickets` (
    `id` bigint NOT NULL,
    `title` text NOT NULL,
    `priority` enum('low','normal','high') NOT NULL,
    `assignee_id` bigint NULL,
    `estimate` int NOT NULL DEFAULT 0,
    `closed_at` datetime NULL,
    INDEX `ix_tickets_assignee_id` (`assignee_id`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_tickets_assignee_id_people` FOREIGN KEY (`assignee_id`) REFERENCES `people` (`id`) ON DELETE SET NULL,
    CONSTRAINT `ck_tickets_estimate` CHECK (estimate >= 0)
);

-- Create table attachments (models.mysql.rs:5:12)
CREATE TABLE `attachments` (
    `id` bigint NOT NULL,
    `ticket_id` bigint NOT NULL,
    `body` blob NOT NULL,
    `uploaded_at` datetime NOT NULL,
    INDEX `ix_attachments_ticket_id_uploaded_at` (`ticket_id`, `uploaded_at` DESC),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_attachments_ticket_id_tickets` FOREIGN KEY (`ticket_id`) REFERENCES `tickets` (`id`) ON DELETE CASCADE
);
