SELECT
    (SELECT timeout FROM pragma_busy_timeout) AS busy_timeout,
    coalesce((SELECT file FROM pragma_database_list WHERE name = 'main'), '') AS file
