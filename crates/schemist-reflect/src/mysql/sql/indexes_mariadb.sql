SELECT CAST(table_name AS CHAR) AS table_name,
       CAST(index_name AS CHAR) AS name,
       CAST(non_unique AS SIGNED) AS non_unique,
       CAST(column_name AS CHAR) AS column_name,
       CAST(collation AS CHAR) AS direction,
       CAST(sub_part AS SIGNED) AS prefix,
       CAST(index_type AS CHAR) AS index_type,
       CAST(index_comment AS CHAR) AS comment,
       CAST(NULL AS CHAR) AS expression,
       CAST(IF(ignored = 'YES', 'ignored', NULL) AS CHAR) AS hidden
FROM information_schema.statistics
WHERE table_schema = DATABASE()
ORDER BY table_name, index_name, seq_in_index
