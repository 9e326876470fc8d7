-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rebuild_keeps_autoincrement
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column receipts.total (nullability)
-- note: receipts is built anew and its rows are moved, because sqlite cannot in place: alter column receipts.total (nullability)
DROP TABLE IF EXISTS __schemist_new_receipts;

CREATE TABLE __schemist_new_receipts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    total INTEGER,
    note TEXT
);

INSERT INTO __schemist_new_receipts (id, total, note)
SELECT id, total, note
FROM receipts;

DELETE FROM sqlite_sequence WHERE name = '__schemist_new_receipts';

INSERT INTO sqlite_sequence (name, seq)
SELECT '__schemist_new_receipts', seq FROM sqlite_sequence WHERE name = 'receipts';

DROP TABLE receipts;
ALTER TABLE __schemist_new_receipts RENAME TO receipts;
