-- Revision  2026-11-21-103000-0000 (apply)
-- Message   convention
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table a_table_with_a_name_that_is_quite_long_as_such_names_go (models.rs:14:12)
CREATE TABLE `a_table_with_a_name_that_is_quite_long_as_such_names_go` (
    `id` int NOT NULL,
    `user_who_placed_the_order_id` int NOT NULL,
    `user_who_placed_the_other_id` int NOT NULL,
    INDEX `a_table_with_a_name_that_is_quite_long_as_such_names_go_6f913448` (`user_who_placed_the_other_id`),
    INDEX `a_table_with_a_name_that_is_quite_long_as_such_names_go_e2af0a06` (`user_who_placed_the_order_id`),
    PRIMARY KEY (`id`),
    CONSTRAINT `a_table_with_a_name_that_is_quite_long_as_such_names_go_ed1273ad` FOREIGN KEY (`user_who_placed_the_order_id`) REFERENCES `users` (`id`)
);

-- Add column users.age (models.rs:9:5)
-- Add check constraint users_age_check on users (models.rs:4:26)
-- Create index users_age_idx on users (models.rs:4:44)
-- warning[L108]: check constraint users_age_check on users fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `users`
    ADD COLUMN `age` int NULL,
    ADD INDEX `users_age_idx` (`age`),
    ADD CONSTRAINT `users_age_check` CHECK (`age` > 0);
