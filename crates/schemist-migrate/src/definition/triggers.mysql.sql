-- `SHOW CREATE TRIGGER` and `SHOW CREATE EVENT` cannot be prepared on MariaDB.
SELECT value FROM (
    SELECT 0 AS place, t.event_object_table AS name, t.action_timing AS timing, t.action_order AS number,
        CONCAT(
            'CREATE TRIGGER `', REPLACE(t.trigger_name, '`', '``'), '` ', t.action_timing, ' ', t.event_manipulation,
            ' ON `', REPLACE(t.event_object_table, '`', '``'), '` FOR EACH ROW ',
            CONVERT(t.action_statement USING utf8mb4)
        ) AS value
    FROM information_schema.triggers AS t
    WHERE t.trigger_schema = DATABASE()
    UNION ALL
    SELECT 1, e.event_name, '', 0,
        CONCAT(
            'CREATE EVENT `', REPLACE(e.event_name, '`', '``'), '` ON SCHEDULE ',
            IF(
                e.execute_at IS NOT NULL,
                CONCAT('AT ', QUOTE(CAST(e.execute_at AS CHAR))),
                CONCAT(
                    'EVERY ', e.interval_value, ' ', e.interval_field,
                    IF(e.starts IS NULL, '', CONCAT(' STARTS ', QUOTE(CAST(e.starts AS CHAR)))),
                    IF(e.ends IS NULL, '', CONCAT(' ENDS ', QUOTE(CAST(e.ends AS CHAR))))
                )
            ),
            ' ON COMPLETION ', e.on_completion,
            CASE WHEN e.status = 'ENABLED' THEN ' ENABLE' WHEN e.status = 'DISABLED' THEN ' DISABLE' ELSE ' DISABLE ON SLAVE' END,
            IF(e.event_comment = '', '', CONCAT(' COMMENT ', QUOTE(e.event_comment))),
            ' DO ', CONVERT(e.event_definition USING utf8mb4)
        )
    FROM information_schema.events AS e
    WHERE e.event_schema = DATABASE()
) AS objects
ORDER BY place, name, timing, number, value
