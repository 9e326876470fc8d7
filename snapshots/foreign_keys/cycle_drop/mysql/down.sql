-- Revision  2026-11-21-103000-0000 (undo)
-- Message   cycle_drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table employees cannot be restored
-- WARNING: the rows of table departments cannot be restored

-- Create table departments
-- the rows of table departments cannot be restored
CREATE TABLE `departments` (
    `id` int NOT NULL,
    `head_id` int NULL,
    INDEX `fk_departments_head` (`head_id`),
    PRIMARY KEY (`id`)
);

-- Create table employees
-- the rows of table employees cannot be restored
CREATE TABLE `employees` (
    `id` int NOT NULL,
    `department_id` int NOT NULL,
    INDEX `fk_employees_department` (`department_id`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_employees_department` FOREIGN KEY (`department_id`) REFERENCES `departments` (`id`)
);

-- Add foreign key fk_departments_head on departments
-- note: departments and employees refer to each other
ALTER TABLE `departments` ADD CONSTRAINT `fk_departments_head` FOREIGN KEY (`head_id`) REFERENCES `employees` (`id`);
