-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table tracks cannot be restored
-- WARNING: the rows of table albums cannot be restored

-- Create table albums
-- the rows of table albums cannot be restored
CREATE TABLE `albums` (
    `id` int NOT NULL,
    `title` text NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `title` (`title`)
);

-- Create table tracks
-- the rows of table tracks cannot be restored
CREATE TABLE `tracks` (
    `id` int NOT NULL,
    `album_id` int NOT NULL,
    `title` text NOT NULL DEFAULT 'untitled',
    INDEX `ix_tracks_album_id` (`album_id`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_tracks_album_id_albums` FOREIGN KEY (`album_id`) REFERENCES `albums` (`id`) ON DELETE CASCADE
);
