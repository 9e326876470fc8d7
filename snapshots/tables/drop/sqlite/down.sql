-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the rows of table tracks cannot be restored
-- WARNING: the rows of table albums cannot be restored

-- Create table albums
-- the rows of table albums cannot be restored
CREATE TABLE albums (
    id INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL UNIQUE
);

-- Create table tracks
-- the rows of table tracks cannot be restored
CREATE TABLE tracks (
    id INTEGER NOT NULL PRIMARY KEY,
    album_id INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT 'untitled',
    CONSTRAINT fk_tracks_album_id_albums FOREIGN KEY (album_id) REFERENCES albums (id) ON DELETE CASCADE
);

CREATE INDEX ix_tracks_album_id ON tracks (album_id);
