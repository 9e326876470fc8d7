SELECT
    version,
    CAST(run_on AS CHAR) AS run_on,
    CAST(NULL AS CHAR) AS up_checksum,
    CAST(NULL AS CHAR) AS down_checksum,
    CAST(NULL AS SIGNED) AS duration_ms,
    CAST(NULL AS CHAR) AS tool_version,
    CAST(NULL AS CHAR) AS state,
    CAST(NULL AS SIGNED) AS statements_done,
    CAST(NULL AS CHAR) AS statements_checksum,
    CAST(NULL AS CHAR) AS before_next,
    CAST(NULL AS CHAR) AS statements
FROM __diesel_schema_migrations
ORDER BY version
