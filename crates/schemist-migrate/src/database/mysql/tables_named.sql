SELECT table_name AS value
FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name IN (:names)
ORDER BY table_name
