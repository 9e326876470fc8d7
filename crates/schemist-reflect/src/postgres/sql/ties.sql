-- What the objects outside the core name of others, and what of the core names them. The catalogue keeps it but
-- for the bodies of functions, which are text.
WITH mine AS (
    SELECT c.oid, c.relkind, c.reltype, c.relispartition
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), objects (kind, oid, classid, objid) AS (
    -- A view is what its rule says.
    SELECT CASE w.rulename WHEN '_RETURN' THEN 'relation' ELSE 'rule' END,
           CASE w.rulename WHEN '_RETURN' THEN w.ev_class ELSE w.oid END, 'pg_rewrite'::regclass, w.oid
    FROM pg_rewrite w JOIN mine ON mine.oid = w.ev_class
    UNION ALL
    SELECT 'relation', mine.oid, 'pg_class'::regclass, mine.oid FROM mine
    WHERE mine.relkind IN ('v', 'm', 'p', 'f') OR mine.relispartition
       OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = mine.oid)
    UNION ALL
    SELECT 'trigger', t.oid, 'pg_trigger'::regclass, t.oid FROM pg_trigger t WHERE NOT t.tgisinternal
    UNION ALL
    SELECT 'policy', p.oid, 'pg_policy'::regclass, p.oid FROM pg_policy p
    UNION ALL
    SELECT 'statistics', s.oid, 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext s
    UNION ALL
    SELECT 'publication', r.oid, 'pg_publication_rel'::regclass, r.oid FROM pg_publication_rel r
    UNION ALL
    SELECT 'constraint', k.oid, 'pg_constraint'::regclass, k.oid
    FROM pg_constraint k
    CROSS JOIN LATERAL (SELECT to_jsonb(k) - 'conbin' AS columns) row
    WHERE k.contype IN ('c', 'f')
      AND ((row.columns ->> 'conperiod')::bool OR NOT (row.columns ->> 'conenforced')::bool)
    UNION ALL
    SELECT 'function', p.oid, 'pg_proc'::regclass, p.oid
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    UNION ALL
    SELECT 'type', t.oid, 'pg_type'::regclass, t.oid
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'd' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    UNION ALL
    -- A composite type is a relation in the catalogue.
    SELECT 'type', mine.reltype, 'pg_class'::regclass, mine.oid FROM mine WHERE mine.relkind = 'c'
)
SELECT o.kind, o.oid::int8 AS oid,
       CASE WHEN a.attnum IS NOT NULL THEN 'column' ELSE 'relation' END AS tie,
       n.nspname::text AS namespace, c.relname::text AS name, a.attname::text AS part
FROM objects o
JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid
LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
JOIN pg_class c ON c.oid = CASE d.refclassid WHEN 'pg_class'::regclass THEN d.refobjid ELSE t.typrelid END
               AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON d.refclassid = 'pg_class'::regclass AND a.attrelid = c.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
WHERE NOT (o.kind = 'relation' AND c.oid = o.oid)
UNION
SELECT o.kind, o.oid::int8, 'type', n.nspname::text, e.typname::text, NULL
FROM objects o
JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.refclassid = 'pg_type'::regclass
JOIN pg_type t ON t.oid = d.refobjid
JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
JOIN pg_namespace n ON n.oid = e.typnamespace
WHERE e.typrelid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION
SELECT o.kind, o.oid::int8, 'function', n.nspname::text,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), NULL
FROM objects o
JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.refclassid = 'pg_proc'::regclass
JOIN pg_proc p ON p.oid = d.refobjid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION
SELECT o.kind, o.oid::int8, 'constraint', n.nspname::text, c.relname::text, k.conname::text
FROM objects o
JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.refclassid = 'pg_constraint'::regclass
JOIN pg_constraint k ON k.oid = d.refobjid
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE o.kind <> 'trigger'
UNION
-- Privileges on single columns.
SELECT 'privileges', a.attrelid::int8, 'column', n.nspname::text, c.relname::text, a.attname::text
FROM pg_attribute a
JOIN mine ON mine.oid = a.attrelid AND mine.relkind = 'r'
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
UNION
SELECT o.kind, o.oid::int8, 'needed_by', NULL, pg_describe_object(d.classid, d.objid, d.objsubid), NULL
FROM objects o
LEFT JOIN pg_class v ON o.kind = 'relation' AND v.oid = o.oid
JOIN pg_depend d ON d.deptype = 'n'
                AND (d.refclassid = o.classid AND d.refobjid = o.objid
                     OR d.refclassid = 'pg_type'::regclass AND d.refobjid = v.reltype)
WHERE o.kind IN ('function', 'relation') AND coalesce(v.relkind, 'v') IN ('v', 'm')
  AND d.classid NOT IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,
                        'pg_event_trigger'::regclass)
ORDER BY 1, 2, 3, 4, 5, 6
