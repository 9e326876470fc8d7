-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_with_computed_default
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column events.created_at (models.rs:9:5)
-- note: events is built anew and its rows are moved, because sqlite cannot in place: add column events.created_at
DROP TABLE IF EXISTS __schemist_new_events;

CREATE TABLE __schemist_new_events (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

INSERT INTO __schemist_new_events (id, name)
SELECT id, name
FROM events;

DROP TABLE events;
ALTER TABLE __schemist_new_events RENAME TO events;
CREATE INDEX ix_events_name ON events (name);
