-- Revision  2026-11-21-103000-0000 (undo)
-- Message   cycle_create
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Drop table departments
-- DESTRUCTIVE: deletes the rows of table departments
DROP TABLE departments;

-- Drop table employees
-- DESTRUCTIVE: deletes the rows of table employees
DROP TABLE employees;

COMMIT;
PRAGMA foreign_keys = ON;
