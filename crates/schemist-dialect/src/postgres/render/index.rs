use schemist_schema::sql::{self, TokenKind};
use schemist_schema::{Index, IndexKey, IndexTarget, NullsOrder, QualifiedName};

use super::{Context, Rendered, alter_table, collation, comment, list, options, qualified, quote};
use crate::{Statement, Unsupported};

/// What an option begins with that says how closely a key's values are looked at; its place follows.
const STATISTICS: &str = "statistics.";

/// Options that are no storage parameters.
const SPECIAL: [&str; 3] = ["tablespace", "clustered", "replica_identity"];

pub(super) fn create(cx: Context<'_>, table: &QualifiedName, index: &Index) -> Rendered {
    let mut statements = vec![Statement::new(definition(cx, table, index)?)];
    if let Some(name) = &index.name {
        let marks = [("clustered", "CLUSTER ON"), ("replica_identity", "REPLICA IDENTITY USING INDEX")];
        for (option, action) in marks {
            if is_set(index, option) {
                statements.push(Statement::new(alter_table(table, &[format!("{action} {}", quote(name))])));
            }
        }
    }
    if let Some(name) = &index.name {
        let name = qualified(&table.sibling(name));
        let targets = index.options.iter().filter_map(|(o, v)| Some((o.strip_prefix(STATISTICS)?, v)));
        statements.extend(targets.map(|(column, target)| {
            Statement::new(format!("ALTER INDEX {name} ALTER COLUMN {column} SET STATISTICS {target}"))
        }));
    }
    statements.extend(comment::on_new_index(table, index));
    Ok(statements)
}

pub(super) fn drop(table: &QualifiedName, index: &Index) -> Rendered {
    let Some(name) = &index.name else {
        return Err(Unsupported::new("an index without a name cannot be dropped"));
    };
    let mut statements = Vec::new();
    // The server would keep the mark and, without its index, send no key of a row: UPDATE and DELETE of a published
    // table then fail (manual: ALTER TABLE, REPLICA IDENTITY).
    if is_set(index, "replica_identity") {
        statements.push(Statement::new(alter_table(table, &["REPLICA IDENTITY DEFAULT".to_owned()])));
    }
    statements.push(Statement::new(format!("DROP INDEX {}", qualified(&table.sibling(name)))));
    Ok(statements)
}

fn is_set(index: &Index, option: &str) -> bool {
    index.options.get(option).is_some_and(|value| value == "true")
}

fn definition(cx: Context<'_>, table: &QualifiedName, index: &Index) -> Result<String, Unsupported> {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let name = index.name.as_ref().map(|n| format!(" {}", quote(n))).unwrap_or_default();
    let method = index.method.as_ref().map(|m| format!(" USING {}", quote(m))).unwrap_or_default();
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    let mut sql = format!("CREATE {unique}INDEX{name} ON {}{method} ({})", qualified(table), keys.join(", "));
    if !index.include.is_empty() {
        sql.push_str(&format!(" INCLUDE ({})", list(&index.include)));
    }
    if index.nulls_not_distinct {
        cx.require(15, "NULLS NOT DISTINCT")?;
        sql.push_str(" NULLS NOT DISTINCT");
    }
    let mut storage = index.options.clone();
    storage.retain(|name, _| !name.starts_with(STATISTICS));
    let parameters = options::parameters(&storage, &SPECIAL);
    if !parameters.is_empty() {
        sql.push_str(&format!(" WITH ({})", parameters.join(", ")));
    }
    if let Some(tablespace) = index.options.get("tablespace") {
        sql.push_str(&format!(" TABLESPACE {}", quote(tablespace)));
    }
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" WHERE {predicate}"));
    }
    Ok(sql)
}

fn key(key: &IndexKey) -> String {
    let mut sql = match &key.target {
        IndexTarget::Column(name) => quote(name),
        IndexTarget::Expression(e) if is_call(&e.sql) => e.sql.clone(),
        IndexTarget::Expression(e) => format!("({e})"),
    };
    if let Some(name) = &key.collation {
        sql.push_str(&format!(" COLLATE {}", collation(name)));
    }
    if let Some(class) = &key.operator_class {
        sql.push_str(&format!(" {class}"));
    }
    if key.descending {
        sql.push_str(" DESC");
    }
    match key.nulls {
        Some(NullsOrder::First) => sql.push_str(" NULLS FIRST"),
        Some(NullsOrder::Last) => sql.push_str(" NULLS LAST"),
        None => {}
    }
    sql
}

/// Whether the expression is one call of a function, which needs no parentheses around it.
fn is_call(expression: &str) -> bool {
    let tokens = sql::significant(expression);
    let (Some(first), Some(second), Some(last)) = (tokens.first(), tokens.get(1), tokens.last()) else {
        return false;
    };
    let name = first.kind == TokenKind::Word && quote(first.text) == first.text;
    if !name || !second.is_symbol("(") || !last.is_symbol(")") {
        return false;
    }
    let mut depth = 0i32;
    let closes_at = tokens.iter().position(|token| {
        depth += i32::from(token.is_symbol("(")) - i32::from(token.is_symbol(")"));
        depth == 0 && token.is_symbol(")")
    });
    closes_at == Some(tokens.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_stand_without_parentheses() {
        for call in ["lower(email)", "f(a, (b))", "date_trunc('day'::text, at)"] {
            assert!(is_call(call), "{call}");
        }
        for other in ["lower(a) || lower(b)", "(a)", "a + 1", "row(a)", "ROW(a)", "coalesce", "", "a.f(x)"] {
            assert!(!is_call(other), "{other}");
        }
    }
}
