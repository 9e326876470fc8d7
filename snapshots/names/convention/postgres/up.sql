-- Revision  2026-11-21-103000-0000 (apply)
-- Message   convention
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table a_table_with_a_name_that_is_quite_long_as_such_names_go (models.rs:14:12)
CREATE TABLE a_table_with_a_name_that_is_quite_long_as_such_names_go (
    id integer NOT NULL,
    user_who_placed_the_order_id integer NOT NULL,
    user_who_placed_the_other_id integer NOT NULL,
    CONSTRAINT a_table_with_a_name_that_is_quite_long_as_such_names_go_pkey PRIMARY KEY (id),
    CONSTRAINT a_table_with_a_name_that_is_quite_long_as_such_names_g_ed1273ad FOREIGN KEY (user_who_placed_the_order_id) REFERENCES users (id)
);

CREATE INDEX a_table_with_a_name_that_is_quite_long_as_such_names_g_6f913448 ON a_table_with_a_name_that_is_quite_long_as_such_names_go (user_who_placed_the_other_id);
CREATE INDEX a_table_with_a_name_that_is_quite_long_as_such_names_g_e2af0a06 ON a_table_with_a_name_that_is_quite_long_as_such_names_go (user_who_placed_the_order_id);

-- Add column users.age (models.rs:9:5)
ALTER TABLE users ADD COLUMN age integer;

-- Add check constraint users_age_check on users (models.rs:4:26)
-- warning[L108]: check constraint users_age_check on users fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0);

-- Create index users_age_idx on users (models.rs:4:44)
CREATE INDEX users_age_idx ON users (age);
