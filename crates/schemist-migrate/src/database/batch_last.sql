SELECT :literal AS value
FROM (
    SELECT :key AS k
    FROM :source
    WHERE :key IS NOT NULL
    ORDER BY 1 DESC
    LIMIT 1
) AS greatest
