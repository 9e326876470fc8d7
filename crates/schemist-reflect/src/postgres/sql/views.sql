-- Views and materialized views, each as the statement that makes it again and those that make it whole.
SELECT CASE c.relkind WHEN 'm' THEN 'materialized_view' ELSE 'view' END AS kind,
       c.oid::int8 AS oid,
       n.nspname::text AS namespace,
       c.relname::text AS name,
       NULL::text AS table_namespace,
       NULL::text AS table_name,
       -- The columns are listed: the name of one that is read may change, that of the view's own does not.
       format('CREATE %s %s (%s)%s%s%s AS', words.what, c.oid::regclass, columns.names, (
                  SELECT format(' USING %I', a.amname) FROM pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap'),
              ' WITH (' || array_to_string(c.reloptions, ', ') || ')', (
                  SELECT format(' TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace))
         || E'\n' || rtrim(pg_get_viewdef(c.oid), ';')
         || CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN E'\nWITH NO DATA' ELSE '' END AS definition,
       NULL::text AS removal,
       ARRAY(SELECT format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname, pg_get_expr(d.adbin, d.adrelid))
             FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
             WHERE d.adrelid = c.oid ORDER BY a.attnum)
         || ARRAY(SELECT statement
                  FROM pg_index i,
                       LATERAL (VALUES (1, pg_get_indexdef(i.indexrelid)),
                                       (2, format('COMMENT ON INDEX %s IS %L', i.indexrelid::regclass,
                                                  obj_description(i.indexrelid, 'pg_class'))),
                                       (3, format('ALTER MATERIALIZED VIEW %s CLUSTER ON %I', c.oid::regclass,
                                                  (SELECT x.relname FROM pg_class x WHERE x.oid = i.indexrelid))))
                         AS statements (place, statement)
                  WHERE i.indrelid = c.oid
                    AND CASE place WHEN 1 THEN true WHEN 2 THEN obj_description(i.indexrelid, 'pg_class') IS NOT NULL
                                   ELSE i.indisclustered END
                  ORDER BY i.indexrelid, place)
         || ARRAY(SELECT format('ALTER %s %s ALTER COLUMN %I SET STATISTICS %s', words.what, c.oid::regclass, a.attname, target)
                  -- NULL rather than -1 since version 17
                  FROM pg_attribute a, to_jsonb(a.attstattarget) AS target
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'm'
                    AND coalesce(target, 'null') NOT IN ('null', '-1')
                  ORDER BY a.attnum)
         || ARRAY(SELECT format('ALTER %s %s OWNER TO %I', words.what, c.oid::regclass, pg_get_userbyid(c.relowner))
                  WHERE pg_get_userbyid(c.relowner) <> current_user)
         || ARRAY(SELECT format('GRANT %s ON %s TO %s%s', string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type), c.oid::regclass,
                                CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                                CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                  FROM aclexplode(c.relacl) x WHERE x.grantee <> c.relowner
                  GROUP BY x.grantee, x.is_grantable ORDER BY x.grantee, x.is_grantable)
         || ARRAY(SELECT format('GRANT %s (%I) ON %s TO %s%s', x.privilege_type, a.attname, c.oid::regclass,
                                CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                                CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                  FROM pg_attribute a, aclexplode(a.attacl) x
                  WHERE a.attrelid = c.oid AND NOT a.attisdropped ORDER BY a.attnum, x.grantee, x.privilege_type)
         || ARRAY(SELECT format('COMMENT ON %s %s IS %L', words.what, c.oid::regclass, text)
                  FROM obj_description(c.oid, 'pg_class') AS text WHERE text IS NOT NULL)
         || ARRAY(SELECT format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, a.attname, text)
                  FROM pg_attribute a, col_description(a.attrelid, a.attnum) AS text
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND text IS NOT NULL
                  ORDER BY a.attnum) AS details
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS what) words
CROSS JOIN LATERAL (
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS names
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
) columns
WHERE c.relkind IN ('v', 'm')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY n.nspname, c.relname
