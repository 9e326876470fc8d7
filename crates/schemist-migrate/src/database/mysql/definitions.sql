SELECT CONCAT('view ', table_name, ' ', CONVERT(view_definition USING utf8mb4)) AS value
FROM information_schema.views
WHERE table_schema = DATABASE() AND table_name IN (:names)
UNION ALL
SELECT CONCAT('trigger ', trigger_name, ' ', CONVERT(action_statement USING utf8mb4))
FROM information_schema.triggers
WHERE trigger_schema = DATABASE() AND trigger_name IN (:names)
UNION ALL
SELECT CONCAT('routine ', routine_name, ' ', CONVERT(COALESCE(routine_definition, '') USING utf8mb4))
FROM information_schema.routines
WHERE routine_schema = DATABASE() AND routine_name IN (:names)
UNION ALL
SELECT CONCAT('sequence ', table_name)
FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'SEQUENCE' AND table_name IN (:names)
UNION ALL
SELECT CONCAT('schema ', schema_name, ' ', default_character_set_name, ' ', default_collation_name)
FROM information_schema.schemata
WHERE schema_name IN (:names)
ORDER BY 1
