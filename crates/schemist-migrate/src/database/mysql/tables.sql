SELECT
    EXISTS (
        SELECT 1 FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = '__diesel_schema_migrations'
    ) AS diesel,
    EXISTS (
        SELECT 1 FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = '__schemist_ledger'
    ) AS ledger,
    (
        SELECT CONCAT(',', GROUP_CONCAT(LOWER(column_name) SEPARATOR ','), ',')
        FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = '__schemist_ledger'
    ) AS columns
