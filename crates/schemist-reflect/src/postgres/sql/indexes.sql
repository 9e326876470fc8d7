-- $1: of the session's temporary tables instead of those that stay.
-- The whole definition says of each key what is not assumed (operator class, collation, order); the keys'
-- own texts tell where to look.
SELECT i.indrelid::int8 AS table_oid,
       c.relname::text AS name,
       i.indisunique AS is_unique,
       am.amname::text AS method,
       pg_get_indexdef(i.indexrelid) AS definition,
       ARRAY(SELECT pg_get_indexdef(i.indexrelid, place, false)
             FROM generate_series(1, i.indnkeyatts) AS place ORDER BY place) AS keys,
       -- an expression where there is none
       ARRAY(SELECT a.attname::text
             FROM unnest(i.indkey) WITH ORDINALITY AS key (number, place)
               LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number AND key.number <> 0
             WHERE key.place <= i.indnkeyatts ORDER BY key.place) AS columns,
       ARRAY(SELECT a.attname::text
             FROM unnest(i.indkey) WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number
             WHERE key.place > i.indnkeyatts ORDER BY key.place) AS include,
       pg_get_expr(i.indpred, i.indrelid) AS predicate,
       -- since version 15
       coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) AS nulls_not_distinct,
       coalesce(c.reloptions, '{}')
         || ARRAY(SELECT format('statistics.%s=%s', a.attnum, target)
                  -- NULL rather than -1 since version 17
                  FROM pg_attribute a, to_jsonb(a.attstattarget) AS target
                  WHERE a.attrelid = i.indexrelid AND coalesce(target, 'null') NOT IN ('null', '-1')
                  ORDER BY a.attnum) AS options,
       (SELECT s.spcname::text FROM pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       i.indisclustered AS is_clustered,
       i.indisreplident AS is_replica_identity,
       i.indisvalid AS is_valid,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am am ON am.oid = c.relam
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  AND CASE WHEN $1 THEN n.oid = pg_my_temp_schema()
           ELSE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' END
ORDER BY i.indrelid, c.relname
