-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_books_shelf_title of books
DROP INDEX ix_books_shelf_title;

-- Drop check constraint ck_books_pages of books
ALTER TABLE books DROP CONSTRAINT ck_books_pages;

-- Drop unique constraint uq_books_isbn of books
ALTER TABLE books DROP CONSTRAINT uq_books_isbn;

-- Drop column books.isbn
-- DESTRUCTIVE: deletes the data of column books.isbn; down.sql cannot restore it
-- warning[L102]: column books.isbn is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE books DROP COLUMN isbn;

-- Drop column books.pages
-- DESTRUCTIVE: deletes the data of column books.pages; down.sql cannot restore it
-- warning[L102]: column books.pages is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE books DROP COLUMN pages;

-- Drop column books.shelf
-- DESTRUCTIVE: deletes the data of column books.shelf; down.sql cannot restore it
-- warning[L102]: column books.shelf is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE books DROP COLUMN shelf;
