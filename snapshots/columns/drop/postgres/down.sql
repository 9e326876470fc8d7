-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column books.isbn cannot be restored
-- WARNING: the data of column books.pages cannot be restored
-- WARNING: the data of column books.shelf cannot be restored

-- Add column books.isbn
-- the data of column books.isbn cannot be restored
ALTER TABLE books ADD COLUMN isbn text;

-- Add column books.pages
-- the data of column books.pages cannot be restored
ALTER TABLE books ADD COLUMN pages integer;

-- Add column books.shelf
-- the data of column books.shelf cannot be restored
ALTER TABLE books ADD COLUMN shelf text DEFAULT 'none'::text NOT NULL;

-- Add unique constraint uq_books_isbn on books
ALTER TABLE books ADD CONSTRAINT uq_books_isbn UNIQUE (isbn);

-- Add check constraint ck_books_pages on books
ALTER TABLE books ADD CONSTRAINT ck_books_pages CHECK (pages > 0);

-- Create index ix_books_shelf_title on books
CREATE INDEX ix_books_shelf_title ON books (shelf, title);
