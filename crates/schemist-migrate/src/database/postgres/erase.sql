WITH erased AS (
    DELETE FROM __diesel_schema_migrations WHERE version = $1
)
DELETE FROM __schemist_ledger WHERE version = $1
