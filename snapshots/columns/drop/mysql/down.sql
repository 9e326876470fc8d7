-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
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
ALTER TABLE `books`
    ADD COLUMN `isbn` varchar(20) NULL,
    ADD COLUMN `pages` int NULL,
    ADD COLUMN `shelf` varchar(20) NOT NULL DEFAULT 'none',
    ADD INDEX `ix_books_shelf_title` (`shelf`, `title`),
    ADD UNIQUE INDEX `uq_books_isbn` (`isbn`),
    ADD CONSTRAINT `ck_books_pages` CHECK (`pages` > 0);
