-- Revision  2026-11-21-103000-0000 (apply)
-- Message   int_to_check
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
-- Alter column tickets.status (type, default) (models.rs:8:5)
-- Replace values of tickets.status: '1' by 'open', '5' by 'closed'
-- Add check constraint ck_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_status of tickets; alter column tickets.status (type, default); add check constraint ck_status on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status VARCHAR(12) NOT NULL DEFAULT 'open',
    CONSTRAINT ck_status CHECK (status IN ('open', 'closed'))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, CASE status WHEN 1 THEN 'open' WHEN 5 THEN 'closed' ELSE status END
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
