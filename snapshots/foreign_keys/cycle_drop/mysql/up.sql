-- Revision  2026-11-21-103000-0000 (apply)
-- Message   cycle_drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_departments_head of departments
-- note: departments and employees refer to each other
ALTER TABLE `departments` DROP FOREIGN KEY `fk_departments_head`;

-- Drop table employees
-- DESTRUCTIVE: deletes the rows of table employees; down.sql cannot restore it
-- warning[L101]: table employees is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `employees`;

-- Drop table departments
-- DESTRUCTIVE: deletes the rows of table departments; down.sql cannot restore it
-- warning[L101]: table departments is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `departments`;
