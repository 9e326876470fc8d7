-- Revision  2026-11-21-103000-0000 (apply)
-- Message   long
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall.a_column_name_that_is_just_as_long_and_refers_to_its_own_table_ (models.rs:18:5)
-- Add unique constraint uq_a_table_name_that_is_exactly_sixty_three_bytes_long__18d2d618 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:7:5)
-- Add unique constraint uq_a_table_name_that_is_exactly_sixty_three_bytes_long__2cd05d82 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:6:5)
-- Add check constraint ck_a_table_name_that_is_exactly_sixty_three_bytes_long__3442d550 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:11:5)
-- Add check constraint ck_a_table_name_that_is_exactly_sixty_three_bytes_long__e5e4a04a on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:10:5)
-- Create index ix_a_table_name_that_is_exactly_sixty_three_bytes_long__0097436e on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:17:26)
-- Create index ix_a_table_name_that_is_exactly_sixty_three_bytes_long__1a6cb635 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:9:5)
-- Create index ix_a_table_name_that_is_exactly_sixty_three_bytes_long__ed7814e9 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:8:5)
-- warning[L107]: unique constraint uq_a_table_name_that_is_exactly_sixty_three_bytes_long__18d2d618 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L107]: unique constraint uq_a_table_name_that_is_exactly_sixty_three_bytes_long__2cd05d82 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L108]: check constraint ck_a_table_name_that_is_exactly_sixty_three_bytes_long__3442d550 on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_a_table_name_that_is_exactly_sixty_three_bytes_long__e5e4a04a on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall`
    ADD COLUMN `a_column_name_that_is_just_as_long_and_refers_to_its_own_table_` int NULL,
    ADD INDEX `ix_a_table_name_that_is_exactly_sixty_three_bytes_long__0097436e` (`a_column_name_that_is_just_as_long_and_refers_to_its_own_table_`),
    ADD INDEX `ix_a_table_name_that_is_exactly_sixty_three_bytes_long__1a6cb635` (`a_column_name_that_is_also_long_number_two`, `a_column_name_that_is_also_long_number_one`),
    ADD INDEX `ix_a_table_name_that_is_exactly_sixty_three_bytes_long__ed7814e9` (`a_column_name_that_is_also_long_number_one`, `a_column_name_that_is_also_long_number_two`),
    ADD UNIQUE INDEX `uq_a_table_name_that_is_exactly_sixty_three_bytes_long__18d2d618` (`a_column_name_that_is_also_long_number_two`),
    ADD UNIQUE INDEX `uq_a_table_name_that_is_exactly_sixty_three_bytes_long__2cd05d82` (`a_column_name_that_is_also_long_number_one`),
    ADD CONSTRAINT `ck_a_table_name_that_is_exactly_sixty_three_bytes_long__3442d550` CHECK (`a_column_name_that_is_also_long_number_two` > 0),
    ADD CONSTRAINT `ck_a_table_name_that_is_exactly_sixty_three_bytes_long__e5e4a04a` CHECK (`a_column_name_that_is_also_long_number_one` > 0);

-- Add foreign key fk_a_table_name_that_is_exactly_sixty_three_bytes_long__c1cfd53f on a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall (models.rs:17:26)
ALTER TABLE `a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall` ADD CONSTRAINT `fk_a_table_name_that_is_exactly_sixty_three_bytes_long__c1cfd53f` FOREIGN KEY (`a_column_name_that_is_just_as_long_and_refers_to_its_own_table_`) REFERENCES `a_table_name_that_is_exactly_sixty_three_bytes_long_as_it_shall` (`id`);
