-- The columns of a relation, views among them.
SELECT name, type AS type_text FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid
