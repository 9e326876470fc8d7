SELECT
    CAST(p.id AS SIGNED) AS id,
    p.user AS role,
    p.host AS address
FROM information_schema.processlist AS p
WHERE p.id = IS_USED_LOCK(LEFT(CONCAT('schemist ', DATABASE()), 64))
