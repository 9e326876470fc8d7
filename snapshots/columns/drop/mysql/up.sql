-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_books_shelf_title of books
-- Drop check constraint ck_books_pages of books
-- Drop unique constraint uq_books_isbn of books
-- Drop column books.isbn
-- Drop column books.pages
-- Drop column books.shelf
-- DESTRUCTIVE: deletes the data of column books.isbn; down.sql cannot restore it
-- DESTRUCTIVE: deletes the data of column books.pages; down.sql cannot restore it
-- DESTRUCTIVE: deletes the data of column books.shelf; down.sql cannot restore it
-- warning[L102]: column books.shelf is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- warning[L102]: column books.pages is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- warning[L102]: column books.isbn is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `books`
    DROP CONSTRAINT `ck_books_pages`,
    DROP INDEX `ix_books_shelf_title`,
    DROP INDEX `uq_books_isbn`,
    DROP COLUMN `isbn`,
    DROP COLUMN `pages`,
    DROP COLUMN `shelf`;
