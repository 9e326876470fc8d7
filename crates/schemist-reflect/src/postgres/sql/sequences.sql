-- Free ones, those that a column owns ('a', serial), and those behind an identity column ('i').
SELECT n.nspname::text AS namespace,
       c.relname::text AS name,
       format_type(s.seqtypid, NULL) AS type,
       s.seqstart::int8 AS start,
       s.seqincrement::int8 AS increment,
       s.seqmin::int8 AS min,
       s.seqmax::int8 AS max,
       s.seqcache::int8 AS cache,
       s.seqcycle AS cycle,
       c.relpersistence = 'u' AS is_unlogged,
       d.deptype = 'i' AS is_identity,
       d.refobjid::int8 AS owner_oid,
       a.attname::text AS owner_column,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d
       ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY n.nspname, c.relname
