-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_value_by_evidence
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint (status IN ('open', 'cancelled')) of tickets
-- Replace values of tickets.status: 'cancelled' by 'canceled'
-- Add check constraint (status IN ('open', 'canceled')) on tickets
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (status IN ('open', 'cancelled')) of tickets; add check constraint (status IN ('open', 'canceled')) on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status TEXT NOT NULL,
    CHECK (status IN ('open', 'canceled'))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, CASE status WHEN 'cancelled' THEN 'canceled' ELSE status END
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
