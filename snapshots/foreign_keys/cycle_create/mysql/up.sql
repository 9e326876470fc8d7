-- Revision  2026-11-21-103000-0000 (apply)
-- Message   cycle_create
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table departments (models.rs:5:12)
CREATE TABLE `departments` (
    `id` int NOT NULL,
    `name` text NOT NULL,
    `head_id` int NULL,
    INDEX `ix_departments_head_id` (`head_id`),
    PRIMARY KEY (`id`)
);

-- Create table employees (models.rs:14:12)
CREATE TABLE `employees` (
    `id` int NOT NULL,
    `department_id` int NOT NULL,
    INDEX `ix_employees_department_id` (`department_id`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_employees_department_id_departments` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`)
);

-- Add foreign key fk_departments_head_id_employees on departments (models.rs:8:26)
-- note: departments and employees refer to each other
ALTER TABLE `departments` ADD CONSTRAINT `fk_departments_head_id_employees` FOREIGN KEY (`head_id`) REFERENCES `employees` (`id`) ON DELETE SET NULL;
