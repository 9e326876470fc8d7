SELECT
    to_regclass('__diesel_schema_migrations') IS NOT NULL AS diesel,
    to_regclass('__schemist_ledger') IS NOT NULL AS ledger,
    (
        SELECT ',' || string_agg(a.attname::text, ',') || ','
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = to_regclass('__schemist_ledger') AND a.attnum > 0 AND NOT a.attisdropped
    ) AS columns
