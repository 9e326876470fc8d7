-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_keeps_autoincrement
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column receipts.total (nullability) (models.rs:8:5)
-- warning[L104]: column receipts.total becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE total IS NULL
-- note: receipts is built anew and its rows are moved, because sqlite cannot in place: alter column receipts.total (nullability)
DROP TABLE IF EXISTS __schemist_new_receipts;

CREATE TABLE __schemist_new_receipts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    total INTEGER NOT NULL,
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
