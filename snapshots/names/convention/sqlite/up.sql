-- Revision  2026-11-21-103000-0000 (apply)
-- Message   convention
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Create table a_table_with_a_name_that_is_quite_long_as_such_names_go (models.rs:14:12)
CREATE TABLE a_table_with_a_name_that_is_quite_long_as_such_names_go (
    id INTEGER NOT NULL PRIMARY KEY,
    user_who_placed_the_order_id INTEGER NOT NULL REFERENCES users (id),
    user_who_placed_the_other_id INTEGER NOT NULL
);

CREATE INDEX a_table_with_a_name_that_is_quite_long_as_such_names_go_user_who_placed_the_order_id_idx ON a_table_with_a_name_that_is_quite_long_as_such_names_go (user_who_placed_the_order_id);
CREATE INDEX a_table_with_a_name_that_is_quite_long_as_such_names_go_user_who_placed_the_other_id_idx ON a_table_with_a_name_that_is_quite_long_as_such_names_go (user_who_placed_the_other_id);

-- Add column users.age (models.rs:9:5)
-- Add check constraint (age > 0) on users (models.rs:4:26)
-- Create index users_age_idx on users (models.rs:4:44)
-- warning[L108]: check constraint (age > 0) on users fails where a row breaks it
--   help: look for such rows before this runs
-- note: users is built anew and its rows are moved, because sqlite cannot in place: add check constraint (age > 0) on users
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding users leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('a_table_with_a_name_that_is_quite_long_as_such_names_go'));

DROP TABLE IF EXISTS __schemist_new_users;

CREATE TABLE __schemist_new_users (
    id INTEGER NOT NULL,
    email VARCHAR(90) NOT NULL,
    age INTEGER,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email),
    CHECK (age > 0)
);

INSERT INTO __schemist_new_users (id, email)
SELECT id, email
FROM users;

DROP TABLE users;
ALTER TABLE __schemist_new_users RENAME TO users;
CREATE INDEX ix_users_email ON users (email);
CREATE INDEX users_age_idx ON users (age);
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('a_table_with_a_name_that_is_quite_long_as_such_names_go'));
DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
