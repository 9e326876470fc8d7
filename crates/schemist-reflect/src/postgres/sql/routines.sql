-- Functions and procedures, types that are no enums, extensions, event triggers, publications.
SELECT * FROM (
    SELECT 'function' AS kind,
           p.oid::int8 AS oid,
           n.nspname::text AS namespace,
           format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
           NULL::text AS table_namespace,
           NULL::text AS table_name,
           CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END AS definition,
           format('DROP ROUTINE %s', p.oid::regprocedure) AS removal,
           ARRAY(SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, pg_get_userbyid(p.proowner))
                 WHERE pg_get_userbyid(p.proowner) <> current_user)
             || ARRAY(SELECT format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', p.oid::regprocedure) WHERE p.proacl IS NOT NULL)
             || ARRAY(SELECT format('GRANT EXECUTE ON ROUTINE %s TO %s%s', p.oid::regprocedure,
                                    CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                                    CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                      FROM aclexplode(p.proacl) x WHERE x.grantee <> p.proowner ORDER BY x.grantee)
             || ARRAY(SELECT format('COMMENT ON ROUTINE %s IS %L', p.oid::regprocedure, text)
                      FROM obj_description(p.oid, 'pg_proc') AS text WHERE text IS NOT NULL) AS details
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend x
                      WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i'))
    UNION ALL
    SELECT 'type', t.oid::int8, n.nspname::text, t.typname::text, NULL, NULL,
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
           END, NULL, '{}'
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE (t.typtype IN ('d', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')
           OR (t.typtype = 'b' AND t.typelem = 0))
      AND NOT EXISTS (SELECT FROM pg_depend x
                      WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')
    UNION ALL
    SELECT 'extension', e.oid::int8, n.nspname::text, e.extname::text, NULL, NULL,
           format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, n.nspname), NULL, '{}'
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
    UNION ALL
    SELECT 'event_trigger', e.oid::int8, current_schema()::text, e.evtname::text, NULL, NULL, NULL, NULL, '{}'
    FROM pg_event_trigger e
    WHERE NOT EXISTS (SELECT FROM pg_depend x
                      WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = e.oid AND x.deptype = 'e')
    UNION ALL
    SELECT 'publication', p.oid::int8, current_schema()::text, p.pubname::text, NULL, NULL, NULL, NULL, '{}'
    FROM pg_publication p
) objects
WHERE kind IN ('extension', 'event_trigger', 'publication')
   OR (namespace !~ '^pg_' AND namespace <> 'information_schema')
ORDER BY kind, namespace, name
