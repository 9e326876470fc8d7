-- Revision  2026-11-21-103000-0000 (undo)
-- Message   convention
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table a_table_with_a_name_that_is_quite_long_as_such_names_go
-- DESTRUCTIVE: deletes the rows of table a_table_with_a_name_that_is_quite_long_as_such_names_go
DROP TABLE `a_table_with_a_name_that_is_quite_long_as_such_names_go`;

-- Drop index users_age_idx of users
-- Drop check constraint users_age_check of users
-- Drop column users.age
-- DESTRUCTIVE: deletes the data of column users.age
ALTER TABLE `users`
    DROP CONSTRAINT `users_age_check`,
    DROP INDEX `users_age_idx`,
    DROP COLUMN `age`;
