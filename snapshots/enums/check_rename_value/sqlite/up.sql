-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_rename_value
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_status of tickets
-- Replace values of tickets.status: 'it's fixed' by 'it's closed', 'lost' by 'gone'
-- Alter column tickets.status (default) (models.rs:8:5)
-- Add check constraint tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint tickets_status of tickets; alter column tickets.status (default); add check constraint tickets_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status VARCHAR(20) DEFAULT 'it''s closed',
    note TEXT NOT NULL,
    CONSTRAINT tickets_status CHECK (status IN ('open', 'it''s closed', 'gone'))
);

INSERT INTO __schemist_new_tickets (id, status, note)
SELECT id, CASE status WHEN 'it''s fixed' THEN 'it''s closed' WHEN 'lost' THEN 'gone' ELSE status END, note
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
