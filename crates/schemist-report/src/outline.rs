use std::fmt::Write as _;

use schemist_dialect::Dialect;
use schemist_schema::{Action, Column, Constraint, Index, IndexKey, IndexTarget, NullsOrder, Schema, Table};

/// The schema as text for people: every object on a line of its own, what belongs to a table indented below it.
/// Line-based, so that two outlines compare well.
pub fn outline(schema: &Schema, dialect: &Dialect) -> String {
    let mut out = String::new();
    for name in schema.namespaces.keys() {
        line(&mut out, format_args!("schema {name}"));
    }
    for enum_type in schema.enums.values() {
        line(&mut out, format_args!("enum {}: {}", enum_type.name, enum_type.values.join(", ")));
    }
    for sequence in schema.sequences.values() {
        match &sequence.owned_by {
            Some((table, column)) => {
                line(&mut out, format_args!("sequence {} of {table}.{column}", sequence.name));
            }
            None => line(&mut out, format_args!("sequence {}", sequence.name)),
        }
    }
    for table in schema.tables.values() {
        if !out.is_empty() {
            out.push('\n');
        }
        outline_table(&mut out, table, dialect);
    }
    if !schema.unmanaged.is_empty() {
        out.push_str("\nnot managed:\n");
    }
    for object in &schema.unmanaged {
        line(&mut out, format_args!("    {} {}", object.kind.as_str(), object.name));
    }
    out
}

fn outline_table(out: &mut String, table: &Table, dialect: &Dialect) {
    line(out, format_args!("table {}{}", table.name, remark(table.comment.as_deref())));
    for (option, value) in &table.options {
        line(out, format_args!("    option {option} = {value}"));
    }
    let width = table.columns.iter().map(|c| c.name.chars().count()).max().unwrap_or_default();
    for column in table.columns.iter() {
        let pad = " ".repeat(width.saturating_sub(column.name.chars().count()));
        line(out, format_args!("    {}{pad}  {}", column.name, column_words(column, dialect)));
    }
    for constraint in table.constraints() {
        line(out, format_args!("    {}", constraint_words(&constraint)));
    }
    for index in &table.indexes {
        line(out, format_args!("    {}", index_words(index)));
    }
}

fn column_words(column: &Column, dialect: &Dialect) -> String {
    let mut words = dialect.render_type(&column.ty);
    if !column.nullable {
        words.push_str(" not null");
    }
    if let Some(default) = &column.default {
        words.push_str(&format!(" default {}", default.sql));
    }
    if column.identity.is_some() {
        words.push_str(" identity");
    }
    if column.auto_increment {
        words.push_str(" autoincrement");
    }
    if let Some(generated) = &column.generated {
        words.push_str(&format!(" generated as ({})", generated.expression.sql));
    }
    if let Some(collation) = &column.collation {
        words.push_str(&format!(" collate {collation}"));
    }
    words + &remark(column.comment.as_deref())
}

fn constraint_words(constraint: &Constraint) -> String {
    let named = |kind: &str| match constraint.name() {
        Some(name) => format!("{kind} {name}"),
        None => kind.to_owned(),
    };
    match constraint {
        Constraint::PrimaryKey(key) => {
            let columns: Vec<&str> = key.columns.iter().map(|c| c.name.as_str()).collect();
            format!("{} ({})", named("primary key"), columns.join(", "))
        }
        Constraint::Unique(key) => {
            let columns: Vec<&str> = key.columns.iter().map(|c| c.name.as_str()).collect();
            format!("{} ({})", named("unique"), columns.join(", "))
        }
        Constraint::ForeignKey(key) => {
            let columns = key.columns.join(", ");
            let target = match key.references_columns.as_slice() {
                [] => String::new(),
                columns => format!(" ({})", columns.join(", ")),
            };
            let actions: String = [("on delete", key.on_delete), ("on update", key.on_update)]
                .iter()
                .filter(|(_, action)| *action != Action::NoAction)
                .map(|(event, action)| format!(" {event} {}", action.as_sql().to_lowercase()))
                .collect();
            format!("{} ({columns}) references {}{target}{actions}", named("foreign key"), key.references)
        }
        Constraint::Check(check) => format!("{}: {}", named("check"), check.expression.sql),
        Constraint::Exclusion(exclusion) => {
            format!("{}: {}", named("exclusion"), exclusion.definition.sql)
        }
    }
}

fn index_words(index: &Index) -> String {
    let keys: Vec<String> = index.keys.iter().map(key_words).collect();
    let unique = if index.unique { "unique " } else { "" };
    let predicate = index.predicate.as_ref().map(|p| format!(" where {}", p.sql)).unwrap_or_default();
    format!("{unique}index {} ({}){predicate}", index.display_name(), keys.join(", "))
}

fn key_words(key: &IndexKey) -> String {
    let mut words = match &key.target {
        IndexTarget::Column(name) => name.clone(),
        IndexTarget::Expression(expression) => format!("({})", expression.sql),
    };
    if key.descending {
        words.push_str(" desc");
    }
    match key.nulls {
        Some(NullsOrder::First) => words.push_str(" nulls first"),
        Some(NullsOrder::Last) => words.push_str(" nulls last"),
        None => {}
    }
    words
}

fn remark(comment: Option<&str>) -> String {
    comment.map(|comment| format!("  -- {comment}")).unwrap_or_default()
}

/// One line, whatever the names and expressions hold.
fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let text = text.to_string();
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    let words: Vec<&str> = text.trim_start_matches(' ').split(['\n', '\r']).map(str::trim).collect();
    let clean: String =
        words.join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    // Writing to a string does not fail.
    let _ = writeln!(out, "{indent}{}", clean.trim_end());
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Check, ColumnType, Engine, ForeignKey, PrimaryKey, QualifiedName};

    use super::*;

    #[test]
    fn lists_every_object_on_a_line() {
        let mut table = Table::new(QualifiedName::new("orders"));
        table.comment = Some("two\nlines".into());
        table.columns.push(Column::new("id", ColumnType::Integer));
        table.columns.push(Column::new("user_id", ColumnType::Text).nullable());
        table.primary_key = Some(PrimaryKey::on(["id"]));
        table.checks.push(Check::new(Some("positive".into()), "id > 0"));
        let mut key = ForeignKey::new(["user_id"], QualifiedName::new("users"), ["id"]);
        key.on_delete = Action::SetNull;
        table.foreign_keys.push(key);
        table.indexes.push(Index::on_columns(Some("ix".into()), ["user_id"]));
        let mut schema = Schema::default();
        schema.insert_table(table);
        assert_eq!(
            outline(&schema, &Dialect::new(Engine::Postgres)),
            "\
table orders  -- two lines
    id       integer not null
    user_id  text
    primary key (id)
    foreign key (user_id) references users (id) on delete set null
    check positive: id > 0
    index ix (user_id)
"
        );
    }
}
