-- Revision  2026-11-21-103000-0000 (undo)
-- Message   generated_column_under_a_view
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- note: in the way of "alter column lines.line (generation)", and made again below as they were: statistics object lines_stat on lines, privilege lines, view sums
DROP VIEW sums;

-- Alter column lines.line (generation)
ALTER TABLE lines DROP COLUMN line;
ALTER TABLE lines ADD COLUMN line integer GENERATED ALWAYS AS (qty * price) STORED;

-- note: made again as they were: view sums, privilege lines, statistics object lines_stat on lines
CREATE VIEW sums (id, line) AS
 SELECT lines.id,
    lines.line
   FROM lines;

GRANT INSERT (qty) ON lines TO pg_read_all_stats;
GRANT SELECT (line) ON lines TO pg_read_all_stats;
CREATE STATISTICS public.lines_stat ON qty, line FROM lines;
