-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column books.isbn cannot be restored
-- WARNING: the data of column books.pages cannot be restored
-- WARNING: the data of column books.shelf cannot be restored

-- Add column books.isbn
-- Add column books.pages
-- Add column books.shelf
-- Add unique constraint uq_books_isbn on books
-- Add check constraint ck_books_pages on books
-- Create index ix_books_shelf_title on books
-- the data of column books.isbn cannot be restored
-- the data of column books.pages cannot be restored
-- the data of column books.shelf cannot be restored
-- note: books is built anew and its rows are moved, because sqlite cannot in place: add unique constraint uq_books_isbn on books; add check constraint ck_books_pages on books
DROP TABLE IF EXISTS __schemist_new_books;

CREATE TABLE __schemist_new_books (
    id INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    isbn TEXT,
    pages INTEGER,
    shelf TEXT NOT NULL DEFAULT 'none',
    CONSTRAINT uq_books_isbn UNIQUE (isbn),
    CONSTRAINT ck_books_pages CHECK (pages > 0)
);

INSERT INTO __schemist_new_books (id, title)
SELECT id, title
FROM books;

DROP TABLE books;
ALTER TABLE __schemist_new_books RENAME TO books;
CREATE INDEX ix_books_shelf_title ON books (shelf, title);
CREATE INDEX ix_books_title ON books (title);
