//! A schema at a glance: a line for each table, for a terminal of eighty columns.

use schemist_schema::{Schema, Table, UnmanagedKind};

const WIDTH: usize = 80;

/// All tables with what they hold and refer to, and how much of what there is. Where the tables come from models, the
/// place of each stands beside it.
pub fn overview(schema: &Schema) -> String {
    let declared = schema.tables.values().any(|table| place(table).is_some());
    let mut rows = vec![Row::head(declared)];
    rows.extend(schema.tables.values().map(|table| Row::of(table, declared)));
    let widest = |of: fn(&Row) -> &str, most: usize| {
        rows.iter().map(|row| width(of(row))).max().unwrap_or_default().min(most)
    };
    let name = widest(|row| &row.name, 34);
    let detail = widest(|row| &row.detail, if declared { 30 } else { 22 });
    let mut out = String::new();
    for row in rows.iter().filter(|_| !schema.tables.is_empty()) {
        let columns = format!("{:>7}", row.columns);
        let fixed = format!("{}  {columns}  {}", padded(&row.name, name), padded(&row.detail, detail));
        let rest = WIDTH.saturating_sub(width(&fixed) + 2);
        let line = format!("{fixed}  {}", cut(&row.references, rest));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if !schema.tables.is_empty() {
        out.push('\n');
    }
    out.push_str(&wrapped(&totals(schema), WIDTH));
    out
}

struct Row {
    name: String,
    columns: String,
    /// The place of the model, or the primary key.
    detail: String,
    references: String,
}

impl Row {
    fn head(declared: bool) -> Self {
        let detail = if declared { "declared at" } else { "primary key" };
        Self {
            name: "table".to_owned(),
            columns: "columns".to_owned(),
            detail: detail.to_owned(),
            references: "refers to".to_owned(),
        }
    }

    fn of(table: &Table, declared: bool) -> Self {
        let key = table.primary_key.iter().flat_map(|key| &key.columns).map(|c| c.name.as_str());
        let key = key.collect::<Vec<_>>().join(", ");
        let mut parents: Vec<String> =
            table.foreign_keys.iter().map(|key| key.references.to_string()).collect();
        parents.sort();
        parents.dedup();
        Self {
            name: table.name.to_string(),
            columns: table.columns.len().to_string(),
            detail: if declared { place(table).unwrap_or_default() } else { key },
            references: parents.join(", "),
        }
    }
}

fn place(table: &Table) -> Option<String> {
    let span = table.origin.span.as_ref()?;
    Some(format!("{}:{}", span.file, span.start.line))
}

/// How much there is of everything.
fn totals(schema: &Schema) -> String {
    let sum = |of: fn(&Table) -> usize| schema.tables.values().map(of).sum::<usize>();
    let counts = [
        (schema.tables.len(), "table", "tables"),
        (sum(|t| t.columns.len()), "column", "columns"),
        (sum(|t| t.foreign_keys.len()), "foreign key", "foreign keys"),
        (sum(|t| t.indexes.len()), "index", "indexes"),
        (sum(|t| t.uniques.len()), "unique constraint", "unique constraints"),
        (sum(|t| t.checks.len()), "check", "checks"),
        (schema.enums.len(), "enum type", "enum types"),
        (schema.sequences.len(), "sequence", "sequences"),
    ];
    let counted = counts.into_iter().enumerate().filter(|(i, (count, _, _))| *i == 0 || *count > 0);
    let words: Vec<String> = counted.map(|(_, (count, one, many))| counted_words(count, one, many)).collect();
    let unmanaged = unmanaged(schema);
    match unmanaged.is_empty() {
        true => words.join(", "),
        false => format!("{}; not managed: {}", words.join(", "), unmanaged.join(", ")),
    }
}

fn unmanaged(schema: &Schema) -> Vec<String> {
    let mut kinds: Vec<UnmanagedKind> = schema.unmanaged.iter().map(|object| object.kind).collect();
    kinds.sort();
    kinds.dedup();
    let of_kind = |kind: &UnmanagedKind| {
        let count = schema.unmanaged.iter().filter(|object| object.kind == *kind).count();
        let many = match kind {
            UnmanagedKind::Policy => "policies".to_owned(),
            UnmanagedKind::Table => "tables outside the core".to_owned(),
            UnmanagedKind::Statistics => "statistics objects".to_owned(),
            other => format!("{}s", other.as_str()),
        };
        counted_words(count, kind.as_str(), &many)
    };
    kinds.iter().map(of_kind).collect()
}

fn counted_words(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// No longer than that, with an ellipsis where something is missing.
fn cut(text: &str, most: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if width(&text) <= most {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{kept}…")
}

fn padded(text: &str, to: usize) -> String {
    let text = cut(text, to);
    let blanks = to.saturating_sub(width(&text));
    text + &" ".repeat(blanks)
}

/// Lines broken between words; what goes on is indented deeper than where it began. A word that is longer stays
/// whole.
pub fn wrapped(text: &str, most: usize) -> String {
    text.lines().map(|line| wrapped_line(line, most)).collect()
}

fn wrapped_line(line: &str, most: usize) -> String {
    if width(line) <= most {
        return format!("{line}\n");
    }
    let indent = line.len() - line.trim_start_matches(' ').len();
    let deeper = " ".repeat(indent + 4);
    let mut out = String::new();
    let mut current = " ".repeat(indent);
    let mut is_empty = true;
    // Two blanks between words are columns: they stay.
    for word in line.trim_start_matches(' ').split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if !is_empty && !bare.is_empty() && width(&current) + width(bare) > most {
            out.push_str(current.trim_end());
            out.push('\n');
            current.clone_from(&deeper);
        }
        current.push_str(word);
        is_empty = false;
    }
    out.push_str(current.trim_end());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Column, ColumnType, ForeignKey, PrimaryKey, UnmanagedObject};

    use super::*;

    #[test]
    fn a_line_for_each_table() {
        let mut schema = Schema::default();
        let mut posts = Table::new("posts".into());
        posts.columns.push(Column::new("id", ColumnType::BigInt));
        posts.columns.push(Column::new("author_id", ColumnType::BigInt));
        posts.primary_key = Some(PrimaryKey::on(["id"]));
        posts.foreign_keys = vec![ForeignKey::new(["author_id"], "people".into(), ["id"])];
        schema.insert_table(posts);
        let mut people = Table::new("people".into());
        people.columns.push(Column::new("id", ColumnType::BigInt));
        schema.insert_table(people);
        schema.unmanaged.push(UnmanagedObject::new(UnmanagedKind::View, "v".into()));
        assert_eq!(
            overview(&schema),
            "\
table   columns  primary key  refers to
people        1
posts         2  id           people

2 tables, 3 columns, 1 foreign key; not managed: 1 view
"
        );
        assert_eq!(overview(&Schema::default()), "0 tables\n");
    }

    #[test]
    fn nothing_is_wider_than_a_terminal() {
        let mut schema = Schema::default();
        let mut table = Table::new("a_table_with_a_name_of_sixty_three_characters_as_postgres_has_it".into());
        for i in 0..20 {
            let parent = format!("another_table_{i}");
            table.foreign_keys.push(ForeignKey::new([parent.as_str()], parent.as_str().into(), ["id"]));
        }
        schema.insert_table(table);
        assert!(overview(&schema).lines().all(|line| width(line) <= WIDTH), "{}", overview(&schema));
    }

    #[test]
    fn long_lines_go_on_below() {
        assert_eq!(wrapped("    a  bb ccc dddd\n\nx", 12), "    a  bb\n        ccc\n        dddd\n\nx\n");
        assert_eq!(wrapped("aaaaaaaaaaaaaaa b", 5), "aaaaaaaaaaaaaaa\n    b\n");
    }
}
