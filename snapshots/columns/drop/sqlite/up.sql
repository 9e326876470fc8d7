-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

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
-- note: books is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_books_pages of books; drop unique constraint uq_books_isbn of books
DROP TABLE IF EXISTS __schemist_new_books;

CREATE TABLE __schemist_new_books (
    id INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL
);

INSERT INTO __schemist_new_books (id, title)
SELECT id, title
FROM books;

DROP TABLE books;
ALTER TABLE __schemist_new_books RENAME TO books;
CREATE INDEX ix_books_title ON books (title);
