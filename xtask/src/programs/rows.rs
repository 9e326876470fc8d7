//! Rows for the tables of any schema: two each, the second with NULL wherever it may stand. Numbers and texts are the
//! same in all tables, so that foreign keys lead somewhere.

use serde_json::Value;

use crate::roundtrip::EngineName;

/// The statements; a row that a check refuses is left out by the database.
pub(super) fn sql(schema: &Value, engine: EngineName) -> String {
    let mut out = String::from(match engine {
        EngineName::Sqlite => "PRAGMA foreign_keys = OFF;\nPRAGMA ignore_check_constraints = ON;\n",
        EngineName::Postgres => {
            "SET session_replication_role = replica;\nSET standard_conforming_strings = on;\n"
        }
        EngineName::Mysql => {
            "SET foreign_key_checks = 0, check_constraint_checks = 0, sql_mode = 'ANSI_QUOTES';\n"
        }
    });
    let tables = schema["tables"].as_object().into_iter().flatten();
    for (name, table) in tables.filter(|(name, _)| !name.starts_with("__")) {
        if engine == EngineName::Postgres {
            out.push_str(&without_checks(name, table));
        }
        for row in 1..=2 {
            out.push_str(&insert(name, table, row, &schema["enums"], engine));
        }
    }
    out
}

/// Rows made up would not pass them.
fn without_checks(name: &str, table: &Value) -> String {
    let checks = table["checks"].as_array().into_iter().flatten();
    let names = checks.filter_map(|check| check["name"].as_str());
    names
        .map(|check| format!("ALTER TABLE {} DROP CONSTRAINT {};\n", relation(name), quoted(check)))
        .collect()
}

fn relation(name: &str) -> String {
    name.splitn(2, '.').map(quoted).collect::<Vec<_>>().join(".")
}

fn insert(name: &str, table: &Value, row: u32, enums: &Value, engine: EngineName) -> String {
    let keys = table["primary_key"]["columns"].as_array().into_iter().flatten();
    let keys: Vec<&str> = keys.filter_map(|key| key["name"].as_str()).collect();
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for column in table["columns"].as_array().into_iter().flatten() {
        let Some(column_name) = column["name"].as_str().filter(|_| column["generated"].is_null()) else {
            continue;
        };
        let is_key = keys.contains(&column_name);
        let is_null = row > 1 && column["nullable"] == true && !is_key;
        columns.push(quoted(column_name));
        values.push(if is_null { "NULL".to_owned() } else { value(&column["type"], row, enums, engine) });
    }
    let overriding = if engine == EngineName::Postgres { " OVERRIDING SYSTEM VALUE" } else { "" };
    format!(
        "INSERT INTO {} ({}){overriding} VALUES ({});\n",
        relation(name),
        columns.join(", "),
        values.join(", ")
    )
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn value(ty: &Value, row: u32, enums: &Value, engine: EngineName) -> String {
    if let Some(text) = ty["verbatim"].as_str() {
        return by_affinity(text, row);
    }
    let (kind, detail) = match ty {
        Value::String(kind) => (kind.as_str(), &Value::Null),
        Value::Object(one) => {
            one.iter().next().map_or(("text", &Value::Null), |(kind, detail)| (kind.as_str(), detail))
        }
        _ => ("text", &Value::Null),
    };
    let text = match kind {
        "boolean" => return "true".to_owned(),
        "small_int" | "integer" | "big_int" | "real" | "double" | "numeric" => return row.to_string(),
        "binary" if engine == EngineName::Postgres => format!("\\x0{row}"),
        "date" => format!("2024-02-0{row}"),
        "time" => "12:30:00".to_owned(),
        "timestamp" => format!("2024-02-0{row} 12:30:00"),
        "interval" => format!("{row} day"),
        "uuid" => format!("0000000{row}-0000-4000-8000-000000000000"),
        "json" | "jsonb" => format!("{{\"row\": {row}}}"),
        "bit" | "var_bit" => bits(detail),
        "array" => {
            let element = value(detail, row, enums, engine);
            format!("{{{}}}", element.trim_matches('\''))
        }
        "enum" => {
            let name = detail.as_str().unwrap_or_default();
            enums[name]["values"][0].as_str().unwrap_or_default().to_owned()
        }
        "named" => named(detail["name"].as_str().unwrap_or_default(), row, engine),
        "char" | "varchar" => fitting(detail, row),
        _ => row.to_string(),
    };
    format!("'{}'", text.replace('\'', "''"))
}

/// As short as the column asks for.
fn fitting(detail: &Value, row: u32) -> String {
    match detail["length"].as_u64() {
        Some(0) => String::new(),
        _ => row.to_string(),
    }
}

fn bits(detail: &Value) -> String {
    "1".repeat(usize::try_from(detail["length"].as_u64().unwrap_or(1)).unwrap_or(1))
}

fn named(name: &str, row: u32, engine: EngineName) -> String {
    match (engine, name) {
        (EngineName::Postgres, "inet" | "cidr") => format!("10.0.0.{row}"),
        (EngineName::Postgres, "macaddr") => format!("08:00:2b:01:02:0{row}"),
        (EngineName::Postgres, "int4range" | "int8range" | "numrange") => format!("[{row},9)"),
        (EngineName::Postgres, "daterange" | "tsrange" | "tstzrange") => {
            format!("[2024-02-0{row},2025-01-01)")
        }
        (EngineName::Postgres, "hstore") => format!("a=>{row}"),
        (EngineName::Postgres, "point") => format!("({row},0)"),
        (EngineName::Postgres, "year") => format!("200{row}"),
        (EngineName::Mysql, "year") => format!("200{row}"),
        (EngineName::Mysql, "json") => format!("{{\"row\": {row}}}"),
        _ => row.to_string(),
    }
}

/// What is written in SQLite by what Diesel will read it as.
fn by_affinity(declared: &str, row: u32) -> String {
    let declared = declared.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["bool", "tinyint"]) {
        "1".to_owned()
    } else if has(&["char", "clob", "text"]) {
        format!("'{row}'")
    } else if has(&["datetime", "timestamp"]) {
        format!("'2024-02-0{row} 12:30:00'")
    } else if declared == "date" {
        format!("'2024-02-0{row}'")
    } else if declared == "time" {
        "'12:30:00'".to_owned()
    } else if has(&["int", "float", "real", "doub", "num", "dec", "long"]) {
        row.to_string()
    } else if has(&["json"]) {
        format!("'{{\"row\": {row}}}'")
    } else if has(&["blob", "binary", "bytea"]) || declared.trim().is_empty() {
        format!("x'0{row}'")
    } else {
        format!("'{row}'")
    }
}
