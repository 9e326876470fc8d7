-- Revision  2026-11-21-103000-0000 (apply)
-- Message   reorder_under_everything
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Reorder enum level
ALTER TABLE alarms DROP CONSTRAINT alarms_level_fkey;
ALTER TABLE alarms DROP CONSTRAINT alarms_level;
DROP INDEX alarms_high;
ALTER TABLE alarms DROP COLUMN word;
ALTER TYPE level RENAME TO level_old;
CREATE TYPE level AS ENUM ('low', 'mid', 'high');

ALTER TABLE alarms
    ALTER COLUMN level DROP DEFAULT,
    ALTER COLUMN level TYPE level USING level::text::level,
    ALTER COLUMN level SET DEFAULT 'low'::level,
    ALTER COLUMN seen DROP DEFAULT,
    ALTER COLUMN seen TYPE level[] USING seen::text[]::level[],
    ALTER COLUMN seen SET DEFAULT '{low}'::level[];

ALTER TABLE levels ALTER COLUMN level TYPE level USING level::text::level;

ALTER TABLE alarms ADD COLUMN word text GENERATED ALWAYS AS (CASE
    WHEN (level = 'low'::level) THEN 'fine'::text
    ELSE 'hm'::text
END) STORED;

ALTER TABLE alarms ADD CONSTRAINT alarms_level CHECK ((level <> 'high'::level) OR (id > 0));
CREATE INDEX alarms_high ON alarms (id) WHERE level = 'high'::level;
ALTER TABLE alarms ADD CONSTRAINT alarms_level_fkey FOREIGN KEY (level) REFERENCES levels (level);
DROP TYPE level_old;
