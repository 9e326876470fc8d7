SELECT CAST(t.table_name AS CHAR) AS table_name,
       CAST(c.constraint_name AS CHAR) AS name,
       CAST(c.check_clause AS CHAR) AS expression,
       CAST(0 AS SIGNED) AS in_column
FROM information_schema.check_constraints c
JOIN information_schema.table_constraints t
  ON t.constraint_schema = c.constraint_schema
 AND t.constraint_name = c.constraint_name
 AND t.constraint_type = 'CHECK'
WHERE c.constraint_schema = DATABASE()
ORDER BY t.table_name, c.constraint_name
