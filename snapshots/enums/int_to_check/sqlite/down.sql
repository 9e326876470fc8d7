-- Revision  2026-11-21-103000-0000 (undo)
-- Message   int_to_check
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
-- Replace values of tickets.status: 'open' by '1', 'closed' by '5'
-- Alter column tickets.status (type, default)
-- Add check constraint ck_status on tickets
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_status of tickets; alter column tickets.status (type, default); add check constraint ck_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT ck_status CHECK (status IN (1, 5))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, CASE status WHEN 'open' THEN '1' WHEN 'closed' THEN '5' ELSE status END
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
