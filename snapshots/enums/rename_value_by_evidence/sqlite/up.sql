-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_value_by_evidence
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint (status IN ('open', 'canceled')) of tickets
-- Replace values of tickets.status: 'canceled' by 'cancelled'
-- Add check constraint (status IN ('open', 'cancelled')) on tickets (models.rs:7:5)
-- warning[L108]: check constraint (status IN ('open', 'cancelled')) on tickets fails where a row breaks it
--   help: look for such rows before this runs
-- note: tickets is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (status IN ('open', 'canceled')) of tickets; add check constraint (status IN ('open', 'cancelled')) on tickets
DROP TABLE IF EXISTS __schemist_new_tickets;

CREATE TABLE __schemist_new_tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    status TEXT NOT NULL,
    CHECK (status IN ('open', 'cancelled'))
);

INSERT INTO __schemist_new_tickets (id, status)
SELECT id, CASE status WHEN 'canceled' THEN 'cancelled' ELSE status END
FROM tickets;

DROP TABLE tickets;
ALTER TABLE __schemist_new_tickets RENAME TO tickets;
