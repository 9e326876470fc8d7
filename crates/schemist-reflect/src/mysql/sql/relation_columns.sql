-- The columns of all relations of the database, views among them.
SELECT CONVERT(TABLE_NAME USING utf8mb4) AS relation,
       CONVERT(COLUMN_NAME USING utf8mb4) AS name,
       CONVERT(COLUMN_TYPE USING utf8mb4) AS type_text
  FROM information_schema.COLUMNS
 WHERE TABLE_SCHEMA = DATABASE()
 ORDER BY TABLE_NAME, ORDINAL_POSITION
