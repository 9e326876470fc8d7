-- Functions, triggers, policies, types, extensions.
SELECT * FROM (
    SELECT 'function' AS kind,
           n.nspname::text AS namespace,
           format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
           NULL::text AS table_namespace,
           NULL::text AS table_name,
           CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END AS definition
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend x
                      WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i'))
    UNION ALL
    SELECT 'trigger', n.nspname::text, t.tgname::text, n.nspname::text, c.relname::text, pg_get_triggerdef(t.oid)
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    -- not those that a partitioned table hands down
    WHERE NOT t.tgisinternal AND coalesce((to_jsonb(t) ->> 'tgparentid')::oid, 0) = 0
    UNION ALL
    SELECT 'policy', n.nspname::text, p.polname::text, n.nspname::text, c.relname::text, NULL
    FROM pg_policy p
    JOIN pg_class c ON c.oid = p.polrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    UNION ALL
    SELECT 'type', n.nspname::text, t.typname::text, NULL, NULL,
           CASE t.typtype
           WHEN 'd' THEN
               concat_ws(' ', format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod)),
                         (SELECT format('COLLATE %I.%I', kn.nspname, k.collname)
                          FROM pg_collation k JOIN pg_namespace kn ON kn.oid = k.collnamespace
                            JOIN pg_type b ON b.oid = t.typbasetype
                          WHERE k.oid = t.typcollation AND t.typcollation <> b.typcollation),
                         'DEFAULT ' || t.typdefault,
                         CASE WHEN t.typnotnull THEN 'NOT NULL' END,
                         (SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ' ' ORDER BY k.conname)
                          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
           WHEN 'c' THEN
               format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
                      (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
                       FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
           END
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE (t.typtype IN ('d', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')
           OR (t.typtype = 'b' AND t.typelem = 0))
      AND NOT EXISTS (SELECT FROM pg_depend x
                      WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')
    UNION ALL
    SELECT 'extension', n.nspname::text, e.extname::text, NULL, NULL,
           format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, n.nspname)
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
) objects
WHERE kind = 'extension' OR (namespace !~ '^pg_' AND namespace <> 'information_schema')
ORDER BY kind, namespace, table_namespace, table_name, name
