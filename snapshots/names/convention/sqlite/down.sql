-- Revision  2026-11-21-103000-0000 (undo)
-- Message   convention
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

BEGIN;

-- Drop table a_table_with_a_name_that_is_quite_long_as_such_names_go
-- DESTRUCTIVE: deletes the rows of table a_table_with_a_name_that_is_quite_long_as_such_names_go
DROP TABLE a_table_with_a_name_that_is_quite_long_as_such_names_go;

-- Drop index users_age_idx of users
-- Drop check constraint (age > 0) of users
-- Drop column users.age
-- DESTRUCTIVE: deletes the data of column users.age
-- note: users is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (age > 0) of users
DROP TABLE IF EXISTS __schemist_new_users;

CREATE TABLE __schemist_new_users (
    id INTEGER NOT NULL,
    email VARCHAR(90) NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email)
);

INSERT INTO __schemist_new_users (id, email)
SELECT id, email
FROM users;

DROP TABLE users;
ALTER TABLE __schemist_new_users RENAME TO users;
CREATE INDEX ix_users_email ON users (email);

COMMIT;
