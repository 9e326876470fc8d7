-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_rename_value
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_status of tickets
-- Alter column tickets.status (default)
-- Replace values of tickets.status: 'it's closed' by 'it's fixed', 'gone' by 'lost'
-- Add check constraint tickets_status on tickets
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint tickets_status of tickets; alter column tickets.status (default); add check constraint tickets_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status VARCHAR(20) DEFAULT 'it''s fixed',
    note TEXT NOT NULL,
    CONSTRAINT tickets_status CHECK (status IN ('open', 'it''s fixed', 'lost'))
);

INSERT INTO __schemist_new_tickets (id, status, note)
SELECT id, CASE status WHEN 'it''s closed' THEN 'it''s fixed' WHEN 'gone' THEN 'lost' ELSE status END, note
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
