SELECT count(*) AS value
FROM :source
WHERE :condition
