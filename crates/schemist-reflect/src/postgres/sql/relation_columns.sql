-- The columns of relations by name ($1: namespaces, $2: names, in pairs), views among them.
SELECT n.nspname::text AS namespace,
       c.relname::text AS relation,
       a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type_text
  FROM unnest($1::text[], $2::text[]) AS wanted (namespace, relation)
  JOIN pg_catalog.pg_namespace n ON n.nspname = wanted.namespace
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.relation
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
 WHERE c.relkind IN ('v', 'm', 'r', 'p', 'f')
   AND a.attnum > 0
   AND NOT a.attisdropped
 ORDER BY n.nspname, c.relname, a.attnum
