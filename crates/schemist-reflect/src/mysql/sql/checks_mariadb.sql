SELECT CAST(table_name AS CHAR) AS table_name,
       CAST(constraint_name AS CHAR) AS name,
       CAST(check_clause AS CHAR) AS expression,
       CAST(level = 'Column' AS SIGNED) AS in_column
FROM information_schema.check_constraints
WHERE constraint_schema = DATABASE()
ORDER BY table_name, constraint_name
