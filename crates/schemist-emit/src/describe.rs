//! A schema as text for people: a block for each table, columns aligned.

use schemist_schema::{
    Action, Column, ColumnType, Deferrable, ForeignKey, Index, IndexKey, IndexTarget, KeyColumn, MatchType,
    NullsOrder, Schema, Sequence, SequenceOptions, Table,
};

/// The text form of a schema, for `inspect` and `diff --format text`. Deterministic; not meant to be parsed.
pub fn describe(schema: &Schema) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let namespaces = schema.namespaces.iter();
    let lines = namespaces.map(|(name, n)| format!("schema {name}{}\n", comment(n.comment.as_deref())));
    blocks.push(lines.collect());
    let enums = schema.enums.values();
    let lines = enums.map(|e| {
        let values: Vec<String> = e.values.iter().map(|v| format!("'{}'", v.replace('\'', "''"))).collect();
        format!("enum {} ({}){}\n", e.name, values.join(", "), comment(e.comment.as_deref()))
    });
    blocks.push(lines.collect());
    blocks.push(schema.sequences.values().map(sequence).collect());
    blocks.extend(schema.tables.values().map(table));
    let objects = schema.unmanaged.iter().map(|o| {
        let on = o.table.as_ref().map(|t| format!(" on {t}")).unwrap_or_default();
        format!("not managed: {} {}{on}\n", o.kind.as_str(), o.name)
    });
    blocks.push(objects.collect());
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n")
}

fn sequence(sequence: &Sequence) -> String {
    let owner = sequence.owned_by.as_ref().map(|(t, c)| format!(" owned by {t}.{c}")).unwrap_or_default();
    format!(
        "sequence {} {}{}{owner}{}\n",
        sequence.name,
        type_name(&sequence.ty),
        sequence_options(&sequence.options),
        comment(sequence.comment.as_deref())
    )
}

fn table(table: &Table) -> String {
    let options: Vec<String> =
        table.options.iter().map(|(k, v)| if v == "true" { k.clone() } else { format!("{k}={v}") }).collect();
    let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(", ")) };
    let mut out = format!("table {}{options}{}\n", table.name, comment(table.comment.as_deref()));
    out.push_str(&columns(&table.columns));
    let mut line = |text: String| {
        out.push_str("  ");
        out.push_str(&text.replace(['\n', '\r'], " "));
        out.push('\n');
    };
    if let Some(key) = &table.primary_key {
        let rest = format!("{}{}", included(&key.include), deferrable(key.deferrable));
        line(format!("primary key{} ({}){rest}", name(&key.name), keys(&key.columns)));
    }
    for unique in &table.uniques {
        let nulls = if unique.nulls_not_distinct { " nulls not distinct" } else { "" };
        let rest = format!("{nulls}{}{}", included(&unique.include), deferrable(unique.deferrable));
        line(format!("unique{} ({}){rest}", name(&unique.name), keys(&unique.columns)));
    }
    table.foreign_keys.iter().for_each(|key| line(foreign_key(key)));
    for check in &table.checks {
        let no_inherit = if check.no_inherit { " no inherit" } else { "" };
        line(format!(
            "check{} ({}){no_inherit}{}",
            name(&check.name),
            check.expression,
            not_valid(check.not_valid)
        ));
    }
    for exclusion in &table.exclusions {
        line(format!("exclude{} {}", name(&exclusion.name), exclusion.definition));
    }
    table.indexes.iter().for_each(|i| line(index(i)));
    out
}

/// One line for each column: name, type, nullability and the rest below one another.
fn columns(columns: &[Column]) -> String {
    let cells: Vec<[String; 4]> = columns
        .iter()
        .map(|c| {
            let null = if c.nullable { "null" } else { "not null" };
            [c.name.clone(), type_name(&c.ty), null.to_owned(), extras(c)]
        })
        .collect();
    let width =
        |i: usize| cells.iter().map(|row| row.get(i).map_or(0, |c| c.chars().count())).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for [name, ty, null, extras] in &cells {
        let row = format!(
            "  {name:<a$}  {ty:<b$}  {null:<c$}  {extras}",
            a = widths[0],
            b = widths[1],
            c = widths[2]
        );
        out.push_str(row.replace(['\n', '\r'], " ").trim_end());
        out.push('\n');
    }
    out
}

fn extras(column: &Column) -> String {
    let mut parts = Vec::new();
    if let Some(default) = &column.default {
        parts.push(format!("default {default}"));
    }
    if let Some(identity) = &column.identity {
        let kind = if identity.always { "always" } else { "by default" };
        parts.push(format!("identity {kind}{}", sequence_options(&identity.options)));
    }
    if column.serial {
        parts.push("serial".to_owned());
    }
    if column.auto_increment {
        parts.push("autoincrement".to_owned());
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "stored" } else { "virtual" };
        parts.push(format!("generated {kind} ({})", generated.expression));
    }
    if let Some(collation) = &column.collation {
        parts.push(format!("collate {collation}"));
    }
    if let Some(conflict) = &column.not_null_conflict {
        parts.push(format!("on conflict {}", conflict.to_ascii_lowercase()));
    }
    parts.extend(column.options.iter().map(|(k, v)| format!("{k}={v}")));
    let text = parts.join(" ") + &comment(column.comment.as_deref());
    text.trim_start().to_owned()
}

fn foreign_key(key: &ForeignKey) -> String {
    let columns = if key.references_columns.is_empty() {
        String::new()
    } else {
        format!(" ({})", key.references_columns.join(", "))
    };
    let mut out = format!(
        "foreign key{} ({}) references {}{columns}",
        name(&key.name),
        key.columns.join(", "),
        key.references
    );
    for (event, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if action != Action::default() {
            out.push_str(&format!(" on {event} {}", action.as_sql().to_ascii_lowercase()));
            if event == "delete" && !key.on_delete_columns.is_empty() {
                out.push_str(&format!(" ({})", key.on_delete_columns.join(", ")));
            }
        }
    }
    out.push_str(match key.match_type {
        MatchType::Simple => "",
        MatchType::Full => " match full",
        MatchType::Partial => " match partial",
    });
    out.push_str(deferrable(key.deferrable));
    out.push_str(not_valid(key.not_valid));
    out
}

fn index(index: &Index) -> String {
    let kind = if index.unique { "unique index" } else { "index" };
    let method = index.method.as_ref().map(|m| format!(" using {m}")).unwrap_or_default();
    let keys: Vec<String> = index.keys.iter().map(index_key).collect();
    let nulls = if index.nulls_not_distinct { " nulls not distinct" } else { "" };
    let predicate = index.predicate.as_ref().map(|p| format!(" where {p}")).unwrap_or_default();
    let included = included(&index.include);
    format!("{kind} {}{method} ({}){included}{nulls}{predicate}", index.display_name(), keys.join(", "))
}

fn index_key(key: &IndexKey) -> String {
    let mut out = match &key.target {
        IndexTarget::Column(column) => column.clone(),
        IndexTarget::Expression(expression) => format!("({expression})"),
    };
    if let Some(collation) = &key.collation {
        out.push_str(&format!(" collate {collation}"));
    }
    if let Some(class) = &key.operator_class {
        out.push_str(&format!(" {class}"));
    }
    if key.descending {
        out.push_str(" desc");
    }
    out.push_str(match key.nulls {
        None => "",
        Some(NullsOrder::First) => " nulls first",
        Some(NullsOrder::Last) => " nulls last",
    });
    out
}

fn keys(columns: &[KeyColumn]) -> String {
    let key = |k: &KeyColumn| {
        let collation = k.collation.as_ref().map(|c| format!(" collate {c}")).unwrap_or_default();
        format!("{}{collation}{}", k.name, if k.descending { " desc" } else { "" })
    };
    columns.iter().map(key).collect::<Vec<_>>().join(", ")
}

fn sequence_options(options: &SequenceOptions) -> String {
    let numbers = [
        ("start", options.start),
        ("increment", options.increment),
        ("min", options.min),
        ("max", options.max),
        ("cache", options.cache),
    ];
    let mut out: String = numbers.iter().filter_map(|(word, n)| n.map(|n| format!(" {word} {n}"))).collect();
    if options.cycle {
        out.push_str(" cycle");
    }
    out
}

fn name(name: &Option<String>) -> String {
    name.as_ref().map(|n| format!(" {n}")).unwrap_or_default()
}

fn included(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!(" include ({})", columns.join(", ")) }
}

fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::NotDeferrable => "",
        Deferrable::InitiallyImmediate => " deferrable",
        Deferrable::InitiallyDeferred => " deferrable initially deferred",
    }
}

fn not_valid(holds: bool) -> &'static str {
    if holds { " not valid" } else { "" }
}

fn comment(comment: Option<&str>) -> String {
    let Some(comment) = comment else { return String::new() };
    let words: Vec<&str> = comment.split_whitespace().collect();
    format!("  -- {}", words.join(" "))
}

fn type_name(ty: &ColumnType) -> String {
    let with = |name: &str, n: Option<u32>| n.map_or_else(|| name.to_owned(), |n| format!("{name}({n})"));
    match ty {
        ColumnType::Boolean => "boolean".to_owned(),
        ColumnType::SmallInt => "smallint".to_owned(),
        ColumnType::Integer => "integer".to_owned(),
        ColumnType::BigInt => "bigint".to_owned(),
        ColumnType::Real => "real".to_owned(),
        ColumnType::Double => "double precision".to_owned(),
        ColumnType::Numeric { precision: Some(p), scale: Some(s) } => format!("numeric({p}, {s})"),
        ColumnType::Numeric { precision, .. } => with("numeric", *precision),
        ColumnType::Char { length } => with("char", *length),
        ColumnType::Varchar { length } => with("varchar", *length),
        ColumnType::Text => "text".to_owned(),
        ColumnType::Binary => "binary".to_owned(),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision, zone } => with(if *zone { "timetz" } else { "time" }, *precision),
        ColumnType::Timestamp { precision, zone } => {
            with(if *zone { "timestamptz" } else { "timestamp" }, *precision)
        }
        ColumnType::Interval { fields } => {
            fields.as_ref().map_or_else(|| "interval".to_owned(), |f| format!("interval {f}"))
        }
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Jsonb => "jsonb".to_owned(),
        ColumnType::Bit { length } => with("bit", *length),
        ColumnType::VarBit { length } => with("varbit", *length),
        ColumnType::Enum(name) => name.to_string(),
        ColumnType::Array(element) => format!("{}[]", type_name(element)),
        ColumnType::Named { name, arguments } if arguments.is_empty() => name.to_string(),
        ColumnType::Named { name, arguments } => format!("{name}({})", arguments.join(", ")),
        ColumnType::Verbatim(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Check, PrimaryKey, Unique};

    use super::*;

    #[test]
    fn a_table_is_a_block() {
        let mut table = Table::new("orders".into());
        let mut id = Column::new("id", ColumnType::BigInt);
        id.identity = Some(Default::default());
        let mut total =
            Column::new("total", ColumnType::Numeric { precision: Some(12), scale: Some(2) }).nullable();
        total.default = Some("0".into());
        total.comment = Some("in\ncents".into());
        table.columns.extend([id, total, Column::new("user", ColumnType::Text)]);
        table.primary_key = Some(PrimaryKey { name: Some("orders_pkey".into()), ..PrimaryKey::on(["id"]) });
        table.uniques.push(Unique::on(["user", "total"]));
        let mut key = ForeignKey::new(["user"], "users".into(), ["id"]);
        key.on_delete = Action::SetNull;
        table.foreign_keys.push(key);
        table.checks.push(Check::new(Some("ck".into()), "total >= 0"));
        let mut index = Index::on_columns(Some("ix".into()), ["total"]);
        index.predicate = Some("total > 5".into());
        table.indexes.push(index);
        table.comment = Some("Placed orders.".into());
        let mut schema = Schema::default();
        schema.insert_table(table);
        assert_eq!(
            describe(&schema),
            "\
table orders  -- Placed orders.
  id     bigint          not null  identity by default
  total  numeric(12, 2)  null      default 0  -- in cents
  user   text            not null
  primary key orders_pkey (id)
  unique (user, total)
  foreign key (user) references users (id) on delete set null
  check ck (total >= 0)
  index ix (total) where total > 5
"
        );
    }
}
