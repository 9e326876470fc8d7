-- A ledger row with another time tells of an earlier run, which plain Diesel has reverted since.
SELECT
    d.version,
    CAST(d.run_on AS CHAR) AS run_on,
    l.up_checksum,
    l.down_checksum,
    l.duration_ms,
    l.tool_version,
    l.state,
    l.statements_done,
    l.statements_checksum,
    l.before_next,
    l.statements
FROM __diesel_schema_migrations AS d
LEFT JOIN __schemist_ledger AS l ON l.version = d.version AND l.applied_at = d.run_on
UNION ALL
SELECT
    l.version,
    NULL,
    l.up_checksum,
    l.down_checksum,
    l.duration_ms,
    l.tool_version,
    l.state,
    l.statements_done,
    l.statements_checksum,
    l.before_next,
    l.statements
FROM __schemist_ledger AS l
WHERE l.state = 'applying'
    AND NOT EXISTS (SELECT 1 FROM __diesel_schema_migrations AS d WHERE d.version = l.version)
ORDER BY 1
