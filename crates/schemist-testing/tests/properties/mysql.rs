//! What MariaDB and MySQL have beside the rest, each left out most of the time.

use schemist_schema::{
    Column, ColumnType, Expression, Generated, Index, IndexKey, QualifiedName, Sequence, SequenceOptions,
    Table,
};

use crate::wider;

/// What is drawn for one table.
pub(crate) struct Drawn {
    pub(crate) computed: usize,
    pub(crate) column: usize,
    pub(crate) comments: usize,
    pub(crate) numbers: usize,
    pub(crate) index: usize,
    pub(crate) storage: usize,
    pub(crate) table: usize,
    pub(crate) is_mariadb: bool,
}

/// Adds what was drawn; the sequence that a default takes from, where there is one.
pub(crate) fn widen(drawn: &Drawn, table: &mut Table) -> Option<Sequence> {
    compute(drawn.computed, table);
    vary_column(drawn.column, table);
    wider::comment(drawn.comments, table);
    index(drawn.index, drawn.is_mariadb, table);
    if drawn.is_mariadb {
        store(drawn.storage, table);
    }
    match drawn.table {
        1 => option(table, "collate", "latin1_swedish_ci"),
        2 => option(table, "collate", "utf8mb4_bin"),
        3 => option(table, "row_format", "compact"),
        _ => {}
    }
    drawn.is_mariadb.then(|| count(drawn.numbers, table)).flatten()
}

fn option(table: &mut Table, name: &str, value: &str) {
    table.options.insert(name.to_owned(), value.to_owned());
}

/// From a column that is not counted up by the server: those may not be used.
fn compute(drawn: usize, table: &mut Table) {
    if table.columns.named("amount").is_none() || !(1..5).contains(&drawn) {
        return;
    }
    let mut column = Column::new("doubled", ColumnType::BigInt).nullable();
    let expression = Expression::new(if drawn == 3 { "amount * 3" } else { "amount * 2" });
    column.generated = Some(Generated { expression, stored: drawn.is_multiple_of(2) });
    table.columns.push(column);
    if drawn == 4 {
        let name = Some(format!("doubled {}", table.name.name));
        table.indexes.push(Index::on_columns(name, ["doubled"]));
    }
}

fn vary_column(drawn: usize, table: &mut Table) {
    let title = table.columns.named_mut("title");
    match (drawn, title) {
        (1, Some(title)) => title.collation = Some("utf8mb4_bin".to_owned()),
        (2, Some(title)) => title.collation = Some("latin1_swedish_ci".to_owned()),
        (3, _) => {
            let day = table.columns.named_mut("day").filter(|day| day.nullable);
            day.into_iter().for_each(|day| set(day, "invisible", "true"));
        }
        (4 | 5, _) => {
            let moment = table.columns.named_mut("moment");
            moment.into_iter().for_each(|moment| set(moment, "on_update", "current_timestamp()"));
        }
        _ => {}
    }
}

fn set(column: &mut Column, name: &str, value: &str) {
    column.options.insert(name.to_owned(), value.to_owned());
}

fn index(drawn: usize, is_mariadb: bool, table: &mut Table) {
    let text = table.columns.named("title").is_some_and(|c| c.ty == ColumnType::Text);
    let name = Some(format!("ordered {}", table.name.name));
    let mut index = Index::on_columns(name, ["id"]);
    match drawn {
        1 => index.keys[0].descending = true,
        2 if text => {
            index.keys = vec![IndexKey::column("title")];
            index.method = Some("fulltext".to_owned());
        }
        3 if table.columns.named("amount").is_some() => {
            index.keys.insert(0, IndexKey::column("amount"));
            index.keys[1].descending = true;
        }
        4 if !is_mariadb && table.columns.named("amount").is_some() => {
            index.keys = vec![IndexKey::expression("amount + 1"), IndexKey::column("id")];
        }
        _ => return,
    }
    table.indexes.push(index);
}

/// Compressed where no key is over the column.
fn store(drawn: usize, table: &mut Table) {
    let indexed = |name: &str| {
        let by_index = table.indexes.iter().any(|index| index.key_columns().any(|c| c == name));
        by_index || table.uniques.iter().any(|unique| unique.columns.iter().any(|c| c.name == name))
    };
    let free: Vec<&str> = ["title", "with space", "bytes"].into_iter().filter(|c| !indexed(c)).collect();
    let Some(name) = drawn.checked_sub(1).and_then(|at| free.get(at)).copied() else { return };
    let column = table.columns.named_mut(name);
    column.into_iter().for_each(|column| set(column, "compressed", "true"));
}

/// Numbers with a display width, or from a sequence.
fn count(drawn: usize, table: &mut Table) -> Option<Sequence> {
    let amount = table.columns.named_mut("amount")?;
    let is_integer = matches!(amount.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt);
    if is_integer && (1..4).contains(&drawn) {
        set(amount, "display_width", ["5", "7", "9"][drawn - 1]);
    }
    if drawn < 7 || amount.ty != ColumnType::BigInt {
        return None;
    }
    amount.default = Some(Expression::new("nextval(counter)"));
    let options = match drawn {
        7 => SequenceOptions { increment: Some(2), start: Some(10), ..SequenceOptions::default() },
        8 => SequenceOptions { increment: Some(-1), min: Some(-500), ..SequenceOptions::default() },
        _ => SequenceOptions { cache: Some(10), cycle: true, max: Some(7000), ..SequenceOptions::default() },
    };
    let name = QualifiedName::new("counter");
    Some(Sequence { name, ty: ColumnType::BigInt, options, owned_by: None, comment: None })
}
