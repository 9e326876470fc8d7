CASE
        WHEN JSON_ARRAY(k) NOT LIKE '["%' THEN CAST(k AS CHAR)
        WHEN CHARSET(k) <> 'binary' THEN CONCAT('_utf8mb4 X''', HEX(CONVERT(k USING utf8mb4)), '''')
        WHEN CAST(k AS CHAR) REGEXP '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN QUOTE(CAST(k AS CHAR))
        ELSE ''
    END
