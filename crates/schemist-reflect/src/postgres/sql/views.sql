SELECT n.nspname::text AS namespace,
       c.relname::text AS name,
       c.relkind = 'm' AS is_materialized,
       format('CREATE %sVIEW %I.%I%s AS', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END, n.nspname, c.relname,
              ' WITH (' || array_to_string(c.reloptions, ', ') || ')')
         || E'\n' || pg_get_viewdef(c.oid) AS definition,
       dependencies.namespaces AS depends_on_namespaces,
       dependencies.names AS depends_on_names
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(used.nspname::text ORDER BY used.nspname, used.relname), '{}') AS namespaces,
           coalesce(array_agg(used.relname::text ORDER BY used.nspname, used.relname), '{}') AS names
    FROM (SELECT DISTINCT un.nspname, u.relname
          FROM pg_rewrite w
          JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
                          AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid
          JOIN pg_class u ON u.oid = d.refobjid AND u.relkind IN ('r', 'p', 'f', 'v', 'm')
          JOIN pg_namespace un ON un.oid = u.relnamespace
          WHERE w.ev_class = c.oid) used
) dependencies
WHERE c.relkind IN ('v', 'm')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY n.nspname, c.relname
