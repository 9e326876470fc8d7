SELECT CAST(table_name AS CHAR) AS table_name,
       CAST(column_name AS CHAR) AS name,
       CAST(column_default AS CHAR) AS column_default,
       CAST(is_nullable AS CHAR) AS is_nullable,
       CAST(column_type AS CHAR) AS type_text,
       CAST(collation_name AS CHAR) AS collation,
       CAST(extra AS CHAR) AS extra,
       CAST(column_comment AS CHAR) AS comment,
       CAST(generation_expression AS CHAR) AS generation
FROM information_schema.columns
WHERE table_schema = DATABASE()
ORDER BY table_name, ordinal_position
