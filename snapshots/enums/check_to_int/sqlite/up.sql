-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_to_int
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
-- Replace values of tickets.status: 'open' by '1', 'fixed' by '5'
-- Alter column tickets.status (type, default) (models.rs:8:5)
-- Add check constraint ck_status on tickets (models.rs:8:5)
-- warning[L105]: tickets.status changes from VARCHAR(30) to INTEGER: text that looks like a number becomes one: '007' becomes 7
-- warning[L108]: check constraint ck_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_status of tickets; alter column tickets.status (type, default); add check constraint ck_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_status CHECK (status IN (1, 5))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, CASE status WHEN 'open' THEN '1' WHEN 'fixed' THEN '5' ELSE status END
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
