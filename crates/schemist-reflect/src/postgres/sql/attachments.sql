-- What hangs on a table or view: triggers, rules, policies, whether policies hold, privileges, extended
-- statistics, membership in publications.
SELECT kind, objects.oid, objects.namespace, name, n.nspname::text AS table_namespace, c.relname::text AS table_name,
       definition, removal, array_remove(details, NULL) AS details
FROM (
    SELECT 'trigger' AS kind, t.oid::int8 AS oid, NULL::text AS namespace, t.tgname::text AS name, t.tgrelid AS on_relation,
           pg_get_triggerdef(t.oid, true) AS definition, NULL::text AS removal,
           ARRAY[CASE t.tgenabled
                 WHEN 'D' THEN format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname)
                 WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA TRIGGER %I', t.tgrelid::regclass, t.tgname)
                 WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.tgrelid::regclass, t.tgname) END,
                 'COMMENT ON TRIGGER ' || quote_ident(t.tgname) || ' ON ' || t.tgrelid::regclass
                   || ' IS ' || quote_literal(obj_description(t.oid, 'pg_trigger'))] AS details
    FROM pg_trigger t
    -- not those that a partitioned table hands down
    WHERE NOT t.tgisinternal AND coalesce((to_jsonb(t) ->> 'tgparentid')::oid, 0) = 0
    UNION ALL
    SELECT 'rule', w.oid::int8, NULL, w.rulename::text, w.ev_class, rtrim(pg_get_ruledef(w.oid), ';'), NULL,
           ARRAY[CASE w.ev_enabled
                 WHEN 'D' THEN format('ALTER TABLE %s DISABLE RULE %I', w.ev_class::regclass, w.rulename)
                 WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA RULE %I', w.ev_class::regclass, w.rulename)
                 WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS RULE %I', w.ev_class::regclass, w.rulename) END,
                 'COMMENT ON RULE ' || quote_ident(w.rulename) || ' ON ' || w.ev_class::regclass
                   || ' IS ' || quote_literal(obj_description(w.oid, 'pg_rewrite'))]
    FROM pg_rewrite w
    WHERE w.rulename <> '_RETURN'
    UNION ALL
    SELECT 'policy', p.oid::int8, NULL, p.polname::text, p.polrelid,
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
                  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(CASE r.oid WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.oid)) END, ', ' ORDER BY r.place)
                   FROM unnest(p.polroles) WITH ORDINALITY AS r (oid, place)))
             || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
             || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
           NULL,
           ARRAY['COMMENT ON POLICY ' || quote_ident(p.polname) || ' ON ' || p.polrelid::regclass
                   || ' IS ' || quote_literal(obj_description(p.oid, 'pg_policy'))]
    FROM pg_policy p
    UNION ALL
    SELECT 'row_security', c.oid::int8, NULL, c.relname::text, c.oid, flags.statements[1], NULL, flags.statements[2:]
    FROM pg_class c
    CROSS JOIN LATERAL (
        SELECT array_remove(ARRAY[
            CASE WHEN c.relrowsecurity THEN format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass) END,
            CASE WHEN c.relforcerowsecurity THEN format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass) END], NULL)
          AS statements) flags
    WHERE c.relkind IN ('r', 'p') AND (c.relrowsecurity OR c.relforcerowsecurity)
    UNION ALL
    SELECT 'privileges', c.oid::int8, NULL, c.relname::text, c.oid, held.statements[1], NULL, held.statements[2:]
    FROM pg_class c
    CROSS JOIN LATERAL (
        SELECT ARRAY(SELECT format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, pg_get_userbyid(c.relowner))
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
          AS statements) held
    -- The owner alone is worth a word where it is not the one that owns the database.
    WHERE c.relkind = 'r' AND held.statements <> '{}'
      AND (held.statements[1] NOT LIKE 'ALTER%' OR cardinality(held.statements) > 1
           OR c.relowner <> (SELECT d.datdba FROM pg_database d WHERE d.datname = current_database()))
    UNION ALL
    SELECT 'statistics', s.oid::int8, n.nspname::text, s.stxname::text, s.stxrelid, pg_get_statisticsobjdef(s.oid), NULL,
           ARRAY[-- NULL rather than -1 since version 17
                 (SELECT format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, target)
                  FROM to_jsonb(s.stxstattarget) AS target WHERE coalesce(target, 'null') NOT IN ('null', '-1')),
                 CASE WHEN pg_get_userbyid(s.stxowner) <> current_user
                      THEN format('ALTER STATISTICS %I.%I OWNER TO %I', n.nspname, s.stxname, pg_get_userbyid(s.stxowner)) END,
                 format('COMMENT ON STATISTICS %I.%I IS ', n.nspname, s.stxname)
                   || quote_literal(obj_description(s.oid, 'pg_statistic_ext'))]
    FROM pg_statistic_ext s
    JOIN pg_namespace n ON n.oid = s.stxnamespace
    UNION ALL
    SELECT 'publication', r.oid::int8, NULL, p.pubname::text, r.prrelid,
           format('ALTER PUBLICATION %I ADD TABLE %s', p.pubname, r.prrelid::regclass)
             || coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                          -- both since version 15
                          FROM jsonb_array_elements_text(nullif(to_jsonb(r) -> 'prattrs', 'null')) AS number
                          JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = number::int2), '')
             || coalesce((SELECT ' WHERE ' || (to_jsonb(x) ->> 'rowfilter')
                          FROM pg_publication_tables x
                            JOIN pg_class xc ON xc.oid = r.prrelid AND xc.relname = x.tablename
                            JOIN pg_namespace xn ON xn.oid = xc.relnamespace AND xn.nspname = x.schemaname
                          WHERE x.pubname = p.pubname), ''),
           format('ALTER PUBLICATION %I DROP TABLE %s', p.pubname, r.prrelid::regclass), '{}'
    FROM pg_publication_rel r
    JOIN pg_publication p ON p.oid = r.prpubid
    UNION ALL
    -- Over a period, or not enforced: since version 18.
    SELECT 'constraint', k.oid::int8, NULL, k.conname::text, k.conrelid,
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)),
           format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname),
           ARRAY['COMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || k.conrelid::regclass
                   || ' IS ' || quote_literal(obj_description(k.oid, 'pg_constraint'))]
    FROM pg_constraint k
    CROSS JOIN LATERAL (SELECT to_jsonb(k) - 'conbin' AS columns) row
    WHERE k.contype IN ('c', 'f') AND k.conparentid = 0
      AND ((row.columns ->> 'conperiod')::bool OR NOT (row.columns ->> 'conenforced')::bool)
) objects
JOIN pg_class c ON c.oid = objects.on_relation
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY kind, table_namespace, table_name, name
