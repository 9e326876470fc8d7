-- Revision  2026-11-21-103000-0000 (undo)
-- Message   cycle_drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table departments cannot be restored
-- WARNING: the rows of table employees cannot be restored

BEGIN;

-- Create table departments
-- the rows of table departments cannot be restored
CREATE TABLE departments (
    id INTEGER NOT NULL PRIMARY KEY,
    head_id INTEGER,
    CONSTRAINT fk_departments_head FOREIGN KEY (head_id) REFERENCES employees (id)
);

-- Create table employees
-- the rows of table employees cannot be restored
CREATE TABLE employees (
    id INTEGER NOT NULL PRIMARY KEY,
    department_id INTEGER NOT NULL,
    CONSTRAINT fk_employees_department FOREIGN KEY (department_id) REFERENCES departments (id)
);

COMMIT;
