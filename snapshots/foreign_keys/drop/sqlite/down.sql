-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add foreign key fk_lamps_room on lamps
-- note: lamps is built anew and its rows are moved, because sqlite cannot in place: add foreign key fk_lamps_room on lamps
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding lamps leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_lamps;

CREATE TABLE __schemist_new_lamps (
    id INTEGER NOT NULL PRIMARY KEY,
    room_id INTEGER,
    CONSTRAINT fk_lamps_room FOREIGN KEY (room_id) REFERENCES rooms (id) ON DELETE SET NULL
);

INSERT INTO __schemist_new_lamps (id, room_id)
SELECT id, room_id
FROM lamps;

DROP TABLE lamps;
ALTER TABLE __schemist_new_lamps RENAME TO lamps;
CREATE INDEX ix_lamps_room_id ON lamps (room_id);
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('lamps'));
DROP TABLE temp.__schemist_violations;
