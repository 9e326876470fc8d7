//! What was reflected makes the same again: expressions are written into migrations in the server's own words, and
//! those must come back as they are, or every comparison after it would find a change.

use schemist_schema::Schema;

use crate::harness::{Live, creation, difference};

/// Columns that the expressions speak of.
const COLUMNS: &str = "id integer, v varchar(20), v0 varchar, t text, c char(3), n numeric(8, 2), f real, \
     g double precision, s smallint, l bigint, b boolean, d date, ts timestamp, tz timestamptz(3), i interval, \
     j jsonb, a text[], va varchar[], ia integer[], u uuid, bin bytea, bits bit varying(5), ip inet, x \"char\", \
     p positive, w word, m mood, r int4range";

const TYPES: &str = "CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
    CREATE DOMAIN word AS varchar(9); CREATE TYPE mood AS ENUM ('happy', 'so so')";

/// Every expression as a check, as the predicate of an index, and generated where it is immutable.
fn check(expressions: &[&str]) {
    let mut live = Live::with(TYPES);
    let types = live.schema();
    for (i, expression) in expressions.iter().enumerate() {
        let sql = format!(
            "CREATE TABLE t{i} ({COLUMNS}, CONSTRAINT ck{i} CHECK ({expression}));
             DO $do$ BEGIN
               CREATE INDEX ix{i} ON t{i} (id, ({expression})) WHERE {expression};
             EXCEPTION WHEN invalid_object_definition THEN NULL; END $do$;
             DO $do$ BEGIN
               ALTER TABLE t{i} ADD COLUMN made boolean GENERATED ALWAYS AS ({expression}) STORED;
             EXCEPTION WHEN invalid_object_definition THEN NULL; END $do$"
        );
        live.connection.execute(&sql).unwrap_or_else(|error| panic!("{expression}: {error}"));
    }
    let reflected = live.schema();
    let mut copy = Live::with(TYPES);
    let mut schema = types.clone();
    let rest = Schema { enums: types.enums.clone(), ..reflected.clone() };
    let operations: Vec<_> =
        creation(&rest).into_iter().filter(|o| !format!("{o:?}").starts_with("CreateEnum")).collect();
    copy.apply(&mut schema, &operations).unwrap();
    let again = copy.schema();
    for (name, table) in &reflected.tables {
        let one = |table: &schemist_schema::Table| {
            let mut schema = Schema::default();
            schema.insert_table(table.clone());
            schema
        };
        let found = again.tables.get(name).map(one).unwrap_or_default();
        assert_eq!(difference(&one(table), &found), None, "{name}");
    }
}

#[test]
fn expressions_come_back_as_they_went() {
    check(&[
        "v IN ('a', 'b')",
        "v NOT IN ('a', 'it''s')",
        "v0 IN ('a', NULL)",
        "t IN ('a', 'b')",
        "c IN ('a', 'b')",
        "w IN ('a', 'b')",
        "x IN ('a', 'b')",
        "m IN ('happy', 'so so')",
        "p IN (1, 2)",
        "s IN (1, 2)",
        "l IN (1, 2)",
        "n IN (1, 2.5)",
        "f IN (1, 2.5)",
        "d IN ('2020-01-01', '2021-01-01')",
        "u IN ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002')",
        "v LIKE ANY (ARRAY['a%', 'b%'])",
        "v = ANY (va)",
        "v = ANY (a)",
        "a && ARRAY['x', 'y']",
        "va && ARRAY['x', 'y']::varchar[]",
        "va <@ ARRAY['x'::varchar, 'y']",
        "ia = ARRAY[1, 2] AND ia[1] > 0",
        "a = '{a,b}' OR a = ARRAY[]::text[]",
        "ARRAY[s, l]::numeric[] = ARRAY[1, 2]::numeric[]",
        "ARRAY[ARRAY[1, 2], ARRAY[3, 4]]::bigint[] = '{}'::bigint[]",
        "t = ANY (ARRAY[v, v0]::text[])",
        "t = ANY (ARRAY[v, upper(v0)])",
        "v || v0 <> '' AND length(v) > 2",
        "lower(v) = v AND v ~ '^[a-z]+$' AND v !~* 'x' AND v NOT LIKE '%\\_%' AND v SIMILAR TO 'a|b'",
        "n BETWEEN 1 AND 2 AND n NOT BETWEEN 3 AND 4 AND n BETWEEN SYMMETRIC 5 AND 6",
        "n > -1 AND f < -1.5 AND g <> 1e10 AND l > -9223372036854775808",
        "n % 2 = 0 AND n ^ 2 > 1 AND @ n > 0 AND s << 1 > 0",
        "b AND NOT b IS TRUE AND (b IS NOT FALSE OR b IS UNKNOWN)",
        "(b OR t = 'a') AND (b OR t = 'b' OR (t = 'c' AND b))",
        "t IS NULL OR t IS DISTINCT FROM v",
        "coalesce(t, v, 'x') = nullif(t, '') AND greatest(s, l, 3) > least(1, n)",
        "CASE t WHEN 'a' THEN 1 ELSE 0 END = 1 AND CASE WHEN b THEN v ELSE t END = 'x'",
        "d > '2020-01-01' AND d + 1 > d AND d + interval '1 day' > ts AND date_trunc('day', ts) = ts",
        "extract(year FROM d) > 2000 AND ts < 'infinity' AND tz AT TIME ZONE 'UTC' > ts",
        "i > '1 day 02:00:00' AND i * 2 < '1 mon' AND ts::date = d AND (d, ts) OVERLAPS (d, ts)",
        "j ? 'a' AND j ->> 'b' = 'c' AND (j -> 'x' ->> 0)::int > 1 AND j @> '{\"a\": [1]}' AND jsonb_typeof(j) = 'object'",
        "bin = '\\x00ff' AND bits = B'101' AND octet_length(bin) < 10",
        "ip << '10.0.0.0/8' AND host(ip) <> '' AND r @> 5 AND r && '[1,5)' AND NOT isempty(r)",
        "substring(t FROM 1 FOR 2) = 'ab' AND position('x' IN t) > 0 AND trim(BOTH ' ' FROM t) = t AND overlay(t PLACING 'x' FROM 1) = t",
        "t COLLATE \"C\" < 'b' AND v::char(3) = 'a' AND v::varchar(2) = 'a' AND n::text = '1' AND 'x'::text = t::varchar",
        "ROW(s, l) < ROW(1, 2) AND (s, t) = (1, 'a') AND ROW(s, t) IS NOT NULL",
        "t = E'a\\nb\\\\c' AND t <> U&'\\00e9' AND t <> $q$it's$q$",
        "m = 'happy' AND m > 'happy'::mood AND m::text <> 'x' AND m = ANY (ARRAY['happy', 'so so']::mood[])",
        "m = ANY (enum_range(NULL::mood)) AND p::integer > 1 AND w::text = t AND (w)::varchar(3) = 'a'",
        "t IN (v, v0, 'x') OR b",
        "b AND (d = '2020-01-01' OR t <> ALL (va))",
        "num_nonnulls(t, v, b) = 1 AND concat_ws('-', VARIADIC a) <> '' AND format('%s', t) = t",
    ]);
}
