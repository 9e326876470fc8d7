-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop_table_with_all_that_hangs_on_it
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the rows of table junk cannot be restored

-- Create table junk
-- the rows of table junk cannot be restored
CREATE TABLE junk (
    id integer NOT NULL,
    a integer,
    b integer,
    CONSTRAINT junk_pkey PRIMARY KEY (id)
);

-- note: what hung on junk comes back: trigger touch on junk, policy own on junk, rule log on junk, privilege junk, row security flag junk, publication junk_pub on junk, statistics object junk_stat on junk
CREATE TRIGGER touch BEFORE UPDATE OF a ON junk FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY own ON junk AS PERMISSIVE FOR ALL TO PUBLIC USING ((a > 0));

CREATE RULE log AS
    ON DELETE TO public.junk DO  DELETE FROM keep
  WHERE (keep.id = old.id);

ALTER TABLE junk OWNER TO pg_read_all_stats;
GRANT INSERT, SELECT ON junk TO PUBLIC;
GRANT UPDATE (a) ON junk TO pg_read_all_stats WITH GRANT OPTION;
ALTER TABLE junk ENABLE ROW LEVEL SECURITY;
ALTER TABLE junk FORCE ROW LEVEL SECURITY;
ALTER PUBLICATION junk_pub ADD TABLE junk;
CREATE STATISTICS public.junk_stat ON a, b FROM junk;
