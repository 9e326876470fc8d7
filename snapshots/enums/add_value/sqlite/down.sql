-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_value
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_tickets_status of tickets
-- Alter column tickets.status (default)
-- Add check constraint ck_tickets_status on tickets
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_tickets_status of tickets; alter column tickets.status (default); add check constraint ck_tickets_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status TEXT NOT NULL DEFAULT 'new',
    CONSTRAINT ck_tickets_status CHECK (status IN ('new', 'done'))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, status
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
