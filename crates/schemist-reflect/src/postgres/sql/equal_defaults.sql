-- The two defaults of the scratch table: whether they are one expression but for the way it is written
-- (`timezone('utc', now())` and `now() AT TIME ZONE 'utc'`), and whether nothing in them depends on when, where
-- and by whom they are evaluated, so that evaluating them once tells.
WITH defaults AS (
    SELECT regexp_replace(
               d.adbin::text,
               ':(location|funcformat|relabelformat|coerceformat|resultformat|convertformat) -?\d+', '', 'g') AS tree
    FROM pg_attrdef d
    WHERE d.adrelid = to_regclass('pg_temp.schemist_defaults')
)
SELECT -- now() and transaction_timestamp() are what CURRENT_TIMESTAMP is
       count(DISTINCT regexp_replace(
           tree, '\{SQLVALUEFUNCTION :op 3 [^{}]*\}|\{FUNCEXPR :funcid (1299|2647) [^{}]*\}', '{NOW}', 'g')) = 1
         AS same_tree,
       NOT bool_or(tree ~ '\{(SQLVALUEFUNCTION|NEXTVALUEEXPR|COERCEVIAIO|SUBLINK)' OR tree ~ ':(funcid|opfuncid) 0\M')
         AND NOT EXISTS (
             SELECT FROM defaults d, regexp_matches(d.tree, ':(?:funcid|opfuncid|elemfuncid) (\d+)', 'g') AS f (ids)
             JOIN pg_proc p ON p.oid = f.ids[1]::oid
             WHERE p.provolatile <> 'i') AS is_constant
FROM defaults
