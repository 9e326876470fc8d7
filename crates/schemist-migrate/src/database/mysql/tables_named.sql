SELECT table_name AS value
FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') AND table_name IN (:names)
ORDER BY table_name
