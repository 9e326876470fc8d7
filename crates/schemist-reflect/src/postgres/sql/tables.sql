-- $1: the session's temporary tables instead of those that stay.
SELECT c.oid::int8 AS oid,
       n.nspname::text AS namespace,
       c.relname::text AS name,
       c.relkind::text AS kind,
       c.relispartition AS is_partition,
       -- a partitioned table or a parent; a row type
       EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid) AS inherits,
       c.reloftype <> 0 AS is_typed,
       (SELECT pn.nspname::text FROM pg_inherits h
          JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
        WHERE h.inhrelid = c.oid ORDER BY h.inhseqno LIMIT 1) AS parent_namespace,
       (SELECT p.relname::text FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
        WHERE h.inhrelid = c.oid ORDER BY h.inhseqno LIMIT 1) AS parent_name,
       ARRAY(SELECT h.inhparent::regclass::text FROM pg_inherits h
             WHERE h.inhrelid = c.oid ORDER BY h.inhseqno) AS parents,
       pg_get_partkeydef(c.oid) AS partition_key,
       pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
       c.relpersistence = 'u' AS is_unlogged,
       c.relreplident::text AS replica_identity,
       coalesce(c.reloptions, '{}')
         || ARRAY(SELECT 'toast.' || o FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid)
         AS options,
       (SELECT s.spcname::text FROM pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       (SELECT a.amname::text FROM pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap') AS access_method,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f')
  AND CASE WHEN $1 THEN n.oid = pg_my_temp_schema()
           ELSE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' END
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY n.nspname, c.relname
