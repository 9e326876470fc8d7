SELECT CONCAT('view ', table_name, ' ', CONVERT(view_definition USING utf8mb4)) AS value
FROM information_schema.views
WHERE table_schema = DATABASE() AND table_name IN (:names)
ORDER BY 1
