-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_value_in_arrays
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename value new of enum tag to shiny
ALTER TYPE tag RENAME VALUE 'new' TO 'shiny';

-- Drop check constraint words_known of tickets
ALTER TABLE tickets DROP CONSTRAINT words_known;

-- Replace values of tickets.words: 'fresh' by 'crisp'
UPDATE tickets SET words = ARRAY(
    SELECT CASE e WHEN 'fresh' THEN 'crisp' ELSE e END FROM unnest(words) WITH ORDINALITY AS u (e, n) ORDER BY n
) WHERE words && ARRAY['fresh'];

-- Alter column tickets.words (default) (models.rs:12:5)
ALTER TABLE tickets ALTER COLUMN words SET DEFAULT '{crisp}'::text[];

-- Add check constraint words_known on tickets (models.rs:12:5)
-- warning[L108]: check constraint words_known on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT words_known CHECK (words <@ ARRAY['crisp'::text, 'stale'::text]);
