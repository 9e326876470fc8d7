SELECT CAST(table_name AS CHAR) AS name,
       CAST(table_type AS CHAR) AS kind,
       CAST(engine AS CHAR) AS engine,
       CAST(row_format AS CHAR) AS row_format,
       CAST(table_collation AS CHAR) AS collation,
       CAST(create_options AS CHAR) AS options,
       CAST(table_comment AS CHAR) AS comment
FROM information_schema.tables
WHERE table_schema = DATABASE()
ORDER BY table_name
