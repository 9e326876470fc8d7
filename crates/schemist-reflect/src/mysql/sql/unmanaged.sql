SELECT 'view' AS kind, CAST(table_name AS CHAR) AS name, CAST(NULL AS CHAR) AS table_name,
       CAST(view_definition AS CHAR) AS definition
FROM information_schema.views WHERE table_schema = DATABASE()
UNION ALL
SELECT 'trigger', CAST(trigger_name AS CHAR), CAST(event_object_table AS CHAR), CAST(action_statement AS CHAR)
FROM information_schema.triggers WHERE trigger_schema = DATABASE()
UNION ALL
SELECT 'function', CAST(routine_name AS CHAR), NULL, CAST(routine_definition AS CHAR)
FROM information_schema.routines WHERE routine_schema = DATABASE()
UNION ALL
SELECT 'event', CAST(event_name AS CHAR), NULL, CAST(event_definition AS CHAR)
FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL
SELECT 'partition', CAST(partition_name AS CHAR), CAST(table_name AS CHAR),
       CAST(CONCAT_WS(' ', partition_method, partition_expression, partition_description) AS CHAR)
FROM information_schema.partitions
WHERE table_schema = DATABASE() AND partition_name IS NOT NULL AND COALESCE(subpartition_ordinal_position, 1) = 1
ORDER BY 1, 2, 3
