-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_keeps_triggers
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column audited.body (nullability, default) (models.rs:8:5)
-- note: audited is built anew and its rows are moved, because sqlite cannot in place: alter column audited.body (nullability, default)
DROP TABLE IF EXISTS __schemist_new_audited;

CREATE TABLE __schemist_new_audited (
    id INTEGER NOT NULL PRIMARY KEY,
    body TEXT NOT NULL DEFAULT '-'
);

INSERT INTO __schemist_new_audited (id, body)
SELECT id, coalesce(body, '-')
FROM audited;

DROP TABLE audited;
PRAGMA legacy_alter_table = ON;
ALTER TABLE __schemist_new_audited RENAME TO audited;
PRAGMA legacy_alter_table = OFF;

CREATE TRIGGER audited_delete AFTER DELETE ON audited WHEN OLD.body IS NOT NULL BEGIN
    INSERT INTO audit (what) VALUES ('delete; ' || OLD.id);
END;

CREATE TRIGGER audited_insert AFTER INSERT ON audited BEGIN
    INSERT INTO audit (what) VALUES ('insert ' || NEW.id);
END;
