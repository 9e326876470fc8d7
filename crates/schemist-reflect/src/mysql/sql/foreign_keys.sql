SELECT CAST(k.table_name AS CHAR) AS table_name,
       CAST(k.constraint_name AS CHAR) AS name,
       CAST(k.column_name AS CHAR) AS column_name,
       CAST(IF(k.referenced_table_schema = DATABASE(), NULL, k.referenced_table_schema) AS CHAR) AS target_database,
       CAST(k.referenced_table_name AS CHAR) AS target,
       CAST(k.referenced_column_name AS CHAR) AS target_column,
       CAST(r.update_rule AS CHAR) AS on_update,
       CAST(r.delete_rule AS CHAR) AS on_delete
FROM information_schema.key_column_usage k
JOIN information_schema.referential_constraints r
  ON r.constraint_schema = k.constraint_schema
 AND r.table_name = k.table_name
 AND r.constraint_name = k.constraint_name
WHERE k.table_schema = DATABASE()
  AND k.constraint_schema = DATABASE()
  AND k.referenced_table_name IS NOT NULL
ORDER BY k.table_name, k.constraint_name, k.ordinal_position
