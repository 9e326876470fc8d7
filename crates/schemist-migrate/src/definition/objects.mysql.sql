SELECT value FROM (
    SELECT 0 AS place, CONCAT('sequence ', table_name) AS value, table_name AS name, 0 AS number
    FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'SEQUENCE'
    UNION ALL
    SELECT 1, CONCAT('table ', table_name), table_name, 0
    FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
        AND table_name NOT IN ('__diesel_schema_migrations', '__schemist_ledger')
    UNION ALL
    SELECT 2, CONCAT(LOWER(routine_type), ' ', routine_name), routine_name, 0
    FROM information_schema.routines
    WHERE routine_schema = DATABASE() AND routine_type IN ('FUNCTION', 'PROCEDURE')
    UNION ALL
    SELECT 3, CONCAT('view ', table_name), table_name, 0
    FROM information_schema.views WHERE table_schema = DATABASE()
) AS objects
ORDER BY place, name, number, value
