-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_keeps_details
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column odd.changing (nullability) (models.rs:19:5)
-- warning[L104]: column odd.changing becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE changing IS NULL
-- note: odd is built anew and its rows are moved, because sqlite cannot in place: alter column odd.changing (nullability)
DROP TABLE IF EXISTS __schemist_new_odd;

CREATE TABLE __schemist_new_odd (
    name TEXT NOT NULL ON CONFLICT IGNORE PRIMARY KEY COLLATE NOCASE,
    anything,
    price DECIMAL(10,5),
    bytes BLOB,
    long INTEGER UNIQUE,
    doubled INTEGER GENERATED ALWAYS AS (length(name) * 2) VIRTUAL,
    kept TEXT GENERATED ALWAYS AS (upper(name)) STORED,
    changing TEXT NOT NULL
);

INSERT OR ABORT INTO __schemist_new_odd (rowid, name, anything, price, bytes, long, changing)
SELECT rowid, name, anything, price, bytes, long, changing
FROM odd;

DROP TABLE odd;
ALTER TABLE __schemist_new_odd RENAME TO odd;
CREATE INDEX ix_odd_anything ON odd (anything COLLATE RTRIM DESC);
