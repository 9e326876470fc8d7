-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_values
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_n_check of tickets
-- Drop check constraint tickets_status_check of tickets
-- Add check constraint tickets_n_check on tickets
-- Add check constraint tickets_status_check on tickets
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint tickets_n_check of tickets; drop check constraint tickets_status_check of tickets; add check constraint tickets_n_check on tickets; add check constraint tickets_status_check on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status VARCHAR(20) NOT NULL,
    n INTEGER NOT NULL,
    CONSTRAINT tickets_n_check CHECK (n IN (1, 2, 3)),
    CONSTRAINT tickets_status_check CHECK (status IN ('open', 'fixed'))
);

INSERT INTO __schemist_new_tickets (id, status, n)
SELECT id, status, n
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
