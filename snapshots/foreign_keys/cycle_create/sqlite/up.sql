-- Revision  2026-11-21-103000-0000 (apply)
-- Message   cycle_create
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

BEGIN;

-- Create table departments (models.rs:5:12)
CREATE TABLE departments (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    head_id INTEGER REFERENCES employees (id) ON DELETE SET NULL
);

-- Create table employees (models.rs:14:12)
CREATE TABLE employees (
    id INTEGER NOT NULL PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES departments (id)
);

COMMIT;
