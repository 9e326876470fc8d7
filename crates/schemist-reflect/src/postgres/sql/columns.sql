-- $1: of the session's temporary tables instead of those that stay.
SELECT a.attrelid::int8 AS table_oid,
       a.attnum::int8 AS number,
       a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type,
       t.typcategory = 'A' AND t.typelem <> 0 AS is_array,
       en.nspname::text AS enum_namespace,
       e.typname::text AS enum_name,
       a.attnotnull AS not_null,
       pg_get_expr(d.adbin, d.adrelid) AS expression,
       a.attgenerated::text AS generated,
       a.attidentity::text AS identity,
       (SELECT CASE WHEN pg_collation_is_visible(k.oid) THEN k.collname::text
                    ELSE format('"%s"."%s"', replace(kn.nspname, '"', '""'), replace(k.collname, '"', '""')) END
        FROM pg_collation k JOIN pg_namespace kn ON kn.oid = k.collnamespace
        WHERE k.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
       -- since version 14
       nullif(row.columns ->> 'attcompression', '') AS compression,
       -- NULL rather than -1 since version 17
       nullif(row.columns ->> 'attstattarget', '-1') AS statistics,
       coalesce(a.attoptions, '{}') AS options,
       col_description(a.attrelid, a.attnum) AS comment
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
CROSS JOIN LATERAL (SELECT to_jsonb(a) - 'attmissingval' AS columns) row
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_type e
       ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
      AND e.typtype = 'e'
      AND NOT EXISTS (SELECT FROM pg_depend x
                      WHERE x.classid = 'pg_type'::regclass AND x.objid = e.oid AND x.deptype = 'e')
LEFT JOIN pg_namespace en ON en.oid = e.typnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attislocal
  AND a.attnum > 0 AND NOT a.attisdropped
  AND CASE WHEN $1 THEN n.oid = pg_my_temp_schema()
           ELSE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' END
ORDER BY a.attrelid, a.attnum
