-- Revision  2026-11-21-103000-0000 (apply)
-- Message   nullability
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column contacts.name (nullability) (models.rs:8:5)
-- Alter column contacts.phone (nullability) (models.rs:7:5)
-- warning[L104]: column contacts.name becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE name IS NULL
-- note: contacts is built anew and its rows are moved, because sqlite cannot in place: alter column contacts.name (nullability); alter column contacts.phone (nullability)
DROP TABLE IF EXISTS __schemist_new_contacts;

CREATE TABLE __schemist_new_contacts (
    id INTEGER NOT NULL PRIMARY KEY,
    phone TEXT,
    name TEXT NOT NULL
);

INSERT INTO __schemist_new_contacts (id, phone, name)
SELECT id, phone, name
FROM contacts;

DROP TABLE contacts;
ALTER TABLE __schemist_new_contacts RENAME TO contacts;
CREATE INDEX ix_contacts_name ON contacts (name);
