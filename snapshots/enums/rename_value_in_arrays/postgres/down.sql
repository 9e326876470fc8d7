-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_value_in_arrays
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename value shiny of enum tag to new
ALTER TYPE tag RENAME VALUE 'shiny' TO 'new';

-- Drop check constraint words_known of tickets
ALTER TABLE tickets DROP CONSTRAINT words_known;

-- Alter column tickets.words (default)
ALTER TABLE tickets ALTER COLUMN words SET DEFAULT '{fresh}'::text[];

-- Replace values of tickets.words: 'crisp' by 'fresh'
UPDATE tickets SET words = ARRAY(
    SELECT CASE e WHEN 'crisp' THEN 'fresh' ELSE e END FROM unnest(words) WITH ORDINALITY AS u (e, n) ORDER BY n
) WHERE words && ARRAY['crisp'];

-- Add check constraint words_known on tickets
ALTER TABLE tickets ADD CONSTRAINT words_known CHECK (words <@ ARRAY['fresh'::text, 'stale'::text]);
