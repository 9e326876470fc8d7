SELECT
    CONCAT(
        '1|',
        IF(
            EXISTS (
                SELECT 1 FROM information_schema.user_privileges AS u
                WHERE u.privilege_type = 'CREATE'
                    AND u.grantee = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')
            ) OR EXISTS (
                SELECT 1 FROM information_schema.schema_privileges AS s
                WHERE s.privilege_type = 'CREATE'
                    AND DATABASE() LIKE s.table_schema
                    AND s.grantee = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')
            ),
            '1',
            '0'
        ),
        '|create tables in the database|GRANT ALL ON the database TO the user'
    ) AS value
