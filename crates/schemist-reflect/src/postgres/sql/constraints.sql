-- $1: of the session's temporary tables instead of those that stay.
SELECT k.conrelid::int8 AS table_oid,
       k.conname::text AS name,
       k.contype::text AS kind,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number
             ORDER BY key.place) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number
             WHERE key.place > i.indnkeyatts AND k.contype IN ('p', 'u') ORDER BY key.place) AS include,
       k.condeferrable AS is_deferrable,
       k.condeferred AS is_deferred,
       k.convalidated AS is_validated,
       k.connoinherit AS no_inherit,
       rn.nspname::text AS references_namespace,
       r.relname::text AS references_table,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number
             ORDER BY key.place) AS references_columns,
       k.confupdtype::text AS on_update,
       k.confdeltype::text AS on_delete,
       -- since version 15
       ARRAY(SELECT a.attname::text
             FROM jsonb_array_elements_text(coalesce(nullif(row.columns -> 'confdelsetcols', 'null'), '[]'))
                  WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number::int2
             ORDER BY key.place) AS on_delete_columns,
       k.confmatchtype::text AS match_type,
       -- since version 15
       coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) AS nulls_not_distinct,
       -- since version 18: WITHOUT OVERLAPS or PERIOD; NOT ENFORCED
       coalesce((row.columns ->> 'conperiod')::bool, false) AS has_period,
       NOT coalesce((row.columns ->> 'conenforced')::bool, true) AS is_not_enforced,
       CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
                      WHEN 'x' THEN pg_get_constraintdef(k.oid) END AS definition,
       coalesce(i.indisclustered AND k.contype <> 'f', false) AS is_clustered,
       coalesce(i.indisreplident AND k.contype <> 'f', false) AS is_replica_identity,
       obj_description(k.oid, 'pg_constraint') AS comment
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT to_jsonb(k) - 'conbin' AS columns) row
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_class r ON r.oid = k.confrelid
LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
  AND k.conparentid = 0
  AND c.relkind IN ('r', 'p') AND k.conislocal
  AND CASE WHEN $1 THEN n.oid = pg_my_temp_schema()
           ELSE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' END
ORDER BY k.conrelid, k.conname
