-- The columns of the indexes behind UNIQUE constraints.
SELECT t.name AS table_name, i.name AS index_name, k.name AS column_name, k."desc" AS descending
FROM pragma_table_list AS t
JOIN pragma_index_list(t.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS k
WHERE t.schema = 'main' AND t.type = 'table' AND i.origin = 'u' AND k.key = 1
ORDER BY t.name, i.seq, k.seqno
