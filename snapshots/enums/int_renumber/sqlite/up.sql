-- Revision  2026-11-21-103000-0000 (apply)
-- Message   int_renumber
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_status of tickets
-- Alter column tickets.status (default) (models.rs:8:5)
-- Replace values of tickets.status: '1' by '100', '-7' by '7'
-- Add check constraint tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint tickets_status of tickets; alter column tickets.status (default); add check constraint tickets_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status INTEGER NOT NULL DEFAULT 100,
    CONSTRAINT tickets_status CHECK (status IN (0, 100, 7))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, CASE status WHEN 1 THEN 100 WHEN -7 THEN 7 ELSE status END
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
