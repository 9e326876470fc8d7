SELECT CONCAT('trigger ', trigger_name, ' ', CONVERT(action_statement USING utf8mb4)) AS value
FROM information_schema.triggers
WHERE trigger_schema = DATABASE() AND trigger_name IN (:names)
ORDER BY 1
