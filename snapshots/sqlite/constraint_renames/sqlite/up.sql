-- Revision  2026-11-21-103000-0000 (apply)
-- Message   constraint_renames
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename check constraint ck_old of t to ck_new
-- Rename foreign key fk_old of t to fk_new
-- Rename unique constraint uq_old of t to uq_new
-- note: t is built anew and its rows are moved, because sqlite cannot in place: rename check constraint ck_old of t to ck_new; rename foreign key fk_old of t to fk_new; rename unique constraint uq_old of t to uq_new
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding t leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('t'));

DROP TABLE IF EXISTS __schemist_new_t;

CREATE TABLE __schemist_new_t (
    id INTEGER NOT NULL PRIMARY KEY,
    p_id INTEGER,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    CONSTRAINT uq_new UNIQUE (a),
    CHECK (b > 0),
    CONSTRAINT ck_new CHECK (a > 0),
    CONSTRAINT twice CHECK (a < 100),
    CONSTRAINT twice CHECK (a < 200),
    CONSTRAINT fk_new FOREIGN KEY (p_id) REFERENCES p (id)
);

INSERT INTO __schemist_new_t (id, p_id, a, b)
SELECT id, p_id, a, b
FROM t;

DROP TABLE t;
ALTER TABLE __schemist_new_t RENAME TO t;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('t'));
DROP TABLE temp.__schemist_violations;
