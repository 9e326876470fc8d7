//! What new and retyped columns do to the rows there are; no rule of its own.

use schemist_schema::sql::{TokenKind, significant};
use schemist_schema::{Column, Engine, Operation, Pair};

use super::type_change::{self, Effect};
use crate::Change;
use crate::context::Context;
use crate::locks::Kind;

/// Functions whose value is the same in all of a statement, so that PostgreSQL keeps it once: `STABLE` or `IMMUTABLE` in
/// `pg_proc`.
const CONSTANT: [&str; 14] = [
    "now",
    "current_timestamp",
    "current_date",
    "current_time",
    "localtimestamp",
    "localtime",
    "transaction_timestamp",
    "statement_timestamp",
    "current_user",
    "session_user",
    "current_setting",
    "lower",
    "upper",
    "concat",
];

/// What an added column takes.
pub(crate) fn of_added(cx: &Context<'_>, column: &Column) -> Kind {
    if column.identity.is_some() || column.serial || column.auto_increment {
        return Kind::AddIdentity;
    }
    if column.generated.as_ref().is_some_and(|generated| generated.stored) {
        return Kind::AddColumnWithValues;
    }
    match column.default.as_ref().is_some_and(|default| differs_by_row(&default.sql, cx.engine())) {
        true => Kind::AddColumnWithValues,
        false => Kind::Definition,
    }
}

/// Whether a default may have another value for each row: a call of a function that is not known to be constant.
/// MySQL has to compute any expression but the current time.
pub(crate) fn differs_by_row(sql: &str, engine: Engine) -> bool {
    let tokens = significant(sql);
    let calls = tokens.windows(2).filter(|pair| pair[0].kind == TokenKind::Word && pair[1].is_symbol("("));
    let is_volatile = |name: &str| !CONSTANT.contains(&name.to_ascii_lowercase().as_str());
    match engine {
        Engine::Sqlite => false,
        Engine::Postgres => {
            calls.filter(|pair| !is_type_argument(pair[0].text)).any(|pair| is_volatile(pair[0].text))
        }
        Engine::Mysql => calls.into_iter().any(|pair| is_volatile(pair[0].text)),
    }
}

/// `numeric(10,2)` in a cast is no call.
fn is_type_argument(word: &str) -> bool {
    [
        "numeric",
        "varchar",
        "char",
        "bit",
        "decimal",
        "timestamp",
        "timestamptz",
        "time",
        "character",
        "in",
        "any",
        "varying",
        "as",
    ]
    .contains(&word.to_ascii_lowercase().as_str())
}

/// What a column of another type takes.
pub(crate) fn of_retyped(cx: &Context<'_>, change: &Change<'_>, operation: &Operation) -> Kind {
    match type_change::effect_of(cx, change, operation) {
        Some(Effect::None) | None => Kind::RetypeInPlace,
        Some(Effect::Rewrite | Effect::MayFail | Effect::Loses(_)) => Kind::Retype,
    }
}

/// Whether a column of the same type is stored in another way. MariaDB refuses any algorithm but `COPY` for it.
pub(crate) fn is_stored_otherwise(column: &Pair<Column>) -> bool {
    column.previous.ty == column.next.ty && storage(&column.previous) != storage(&column.next)
}

pub(super) fn storage(column: &Column) -> &'static str {
    match column.options.get("compressed").is_some_and(|value| value == "true") {
        true => "compressed",
        false => "plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_that_differ_by_row() {
        let check =
            |sql: &str, expected: bool| assert_eq!(differs_by_row(sql, Engine::Postgres), expected, "{sql}");
        check("now()", false);
        check("CURRENT_TIMESTAMP", false);
        check("'x'::character varying", false);
        check("0::numeric(10,2)", false);
        check("gen_random_uuid()", true);
        check("clock_timestamp()", true);
        check("nextval('s'::regclass)", true);
        assert!(differs_by_row("(uuid())", Engine::Mysql));
    }
}
