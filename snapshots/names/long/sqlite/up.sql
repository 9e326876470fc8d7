-- Revision  2026-11-21-103000-0000 (apply)
-- Message   long
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Add column a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall.a_column_name_that_is_just_as_long_and_refers_to_its_own_table_ (models.rs:18:5)
-- Add unique constraint over a_column_name_that_is_also_long_number_one on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:6:5)
-- Add unique constraint over a_column_name_that_is_also_long_number_two on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:7:5)
-- Add check constraint (a_column_name_that_is_also_long_number_one > 0) on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:10:5)
-- Add check constraint (a_column_name_that_is_also_long_number_two > 0) on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:11:5)
-- Create index ix_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall_a_column_name_that_is_also_long_number_one_a_column_name_that_is_also_long_number_two on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:8:5)
-- Create index ix_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall_a_column_name_that_is_also_long_number_two_a_column_name_that_is_also_long_number_one on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:9:5)
-- Add foreign key from a_column_name_that_is_just_as_long_and_refers_to_its_own_table_ to a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:17:26)
-- warning[L107]: unique constraint over a_column_name_that_is_also_long_number_one on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L107]: unique constraint over a_column_name_that_is_also_long_number_two on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L108]: check constraint (a_column_name_that_is_also_long_number_one > 0) on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint (a_column_name_that_is_also_long_number_two > 0) on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where a row breaks it
--   help: look for such rows before this runs
-- note: a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall is built anew and its rows are moved, because sqlite cannot in place: add unique constraint over a_column_name_that_is_also_long_number_one on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall; add unique constraint over a_column_name_that_is_also_long_number_two on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall; add check constraint (a_column_name_that_is_also_long_number_one > 0) on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall; add check constraint (a_column_name_that_is_also_long_number_two > 0) on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall; add foreign key from a_column_name_that_is_just_as_long_and_refers_to_its_own_table_ to a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall;

CREATE TABLE __schemist_new_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (
    id INTEGER NOT NULL PRIMARY KEY,
    a_column_name_that_is_also_long_number_one INTEGER NOT NULL UNIQUE,
    a_column_name_that_is_also_long_number_two INTEGER NOT NULL UNIQUE,
    a_column_name_that_is_just_as_long_and_refers_to_its_own_table_ INTEGER REFERENCES a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (id),
    CHECK (a_column_name_that_is_also_long_number_one > 0),
    CHECK (a_column_name_that_is_also_long_number_two > 0)
);

INSERT INTO __schemist_new_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (id, a_column_name_that_is_also_long_number_one, a_column_name_that_is_also_long_number_two)
SELECT id, a_column_name_that_is_also_long_number_one, a_column_name_that_is_also_long_number_two
FROM a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall;

DROP TABLE a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall;
ALTER TABLE __schemist_new_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall RENAME TO a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall;
CREATE INDEX ix_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall_a_column_name_that_is_also_long_number_one_a_column_name_that_is_also_long_number_two ON a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (a_column_name_that_is_also_long_number_one, a_column_name_that_is_also_long_number_two);
CREATE INDEX ix_a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall_a_column_name_that_is_also_long_number_two_a_column_name_that_is_also_long_number_one ON a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (a_column_name_that_is_also_long_number_two, a_column_name_that_is_also_long_number_one);
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall'));
DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
