DELETE FROM main.__diesel_schema_migrations WHERE version = :version;
DELETE FROM main.__schemist_ledger WHERE version = :version
