SELECT CONCAT('routine ', routine_name, ' ', CONVERT(COALESCE(routine_definition, '') USING utf8mb4)) AS value
FROM information_schema.routines
WHERE routine_schema = DATABASE() AND routine_name IN (:names)
ORDER BY 1
