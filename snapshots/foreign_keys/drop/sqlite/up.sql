-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_lamps_room of lamps
-- note: lamps is built anew and its rows are moved, because sqlite cannot in place: drop foreign key fk_lamps_room of lamps
DROP TABLE IF EXISTS __schemist_new_lamps;

CREATE TABLE __schemist_new_lamps (
    id INTEGER NOT NULL PRIMARY KEY,
    room_id INTEGER
);

INSERT INTO __schemist_new_lamps (id, room_id)
SELECT id, room_id
FROM lamps;

DROP TABLE lamps;
ALTER TABLE __schemist_new_lamps RENAME TO lamps;
CREATE INDEX ix_lamps_room_id ON lamps (room_id);
