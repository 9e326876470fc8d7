-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column moods.spare cannot be restored
-- WARNING: values of column moods.mood that the other type cannot hold as they were may not be restored

-- Create enum mood
CREATE TYPE mood AS ENUM ('ok', 'bad');

-- Add column moods.spare
-- the data of column moods.spare cannot be restored
ALTER TABLE moods ADD COLUMN spare mood;

-- Alter column moods.mood (type, default)
ALTER TABLE moods
    ALTER COLUMN mood DROP DEFAULT,
    ALTER COLUMN mood TYPE mood USING mood::mood,
    ALTER COLUMN mood SET DEFAULT 'ok'::mood;
