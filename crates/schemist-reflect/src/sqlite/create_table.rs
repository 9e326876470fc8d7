//! What a `CREATE TABLE` says, in the grammar of https://sqlite.org/lang_createtable.html and the liberties
//! that SQLite's own parser takes: names in any quotes, names before any clause or none, no commas between
//! table constraints.

use schemist_schema::sql::TokenKind;
use schemist_schema::{
    Action, Check, Column, ColumnType, Deferrable, Expression, ForeignKey, Generated, KeyColumn, MatchType,
    PrimaryKey, QualifiedName, Table, Unique,
};

use super::cursor::{Cursor, Parsed};

/// The table as its text declares it. Nullability is what is written: a primary key's is not implied.
pub(super) fn parse(sql: &str) -> Parsed<Table> {
    let mut cursor = Cursor::new(sql);
    cursor.expect(&["CREATE"])?;
    let _temporary = cursor.eat(&["TEMP"]) || cursor.eat(&["TEMPORARY"]);
    cursor.expect(&["TABLE"])?;
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let mut name = cursor.name()?;
    if cursor.eat_symbol(".") {
        name = cursor.name()?;
    }
    let mut parser = Parser { cursor, table: Table::new(QualifiedName::new(name)), key_at_table: false };
    parser.body()?;
    parser.options()?;
    Ok(parser.finished())
}

struct Parser<'t> {
    cursor: Cursor<'t>,
    table: Table,
    /// The primary key stands among the table's constraints, not beside its column.
    key_at_table: bool,
}

impl Parser<'_> {
    fn body(&mut self) -> Parsed<()> {
        self.cursor.expect_symbol("(")?;
        loop {
            if self.is_table_constraint() {
                self.table_constraints()?;
            } else {
                self.column()?;
            }
            if self.cursor.eat_symbol(")") {
                return Ok(());
            }
            self.cursor.expect_symbol(",")?;
        }
    }

    fn is_table_constraint(&self) -> bool {
        ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].iter().any(|w| self.cursor.is_word(w))
    }

    fn options(&mut self) -> Parsed<()> {
        loop {
            if self.cursor.eat(&["WITHOUT", "ROWID"]) {
                self.table.options.insert("without_rowid".to_owned(), "true".to_owned());
            } else if self.cursor.eat(&["STRICT"]) {
                self.table.options.insert("strict".to_owned(), "true".to_owned());
            } else if self.cursor.peek().is_some() {
                return Err(self.cursor.expected("WITHOUT ROWID or STRICT"));
            }
            if !self.cursor.eat_symbol(",") {
                return Ok(());
            }
        }
    }

    /// Keys name their columns as the columns themselves are spelled. And a sole INTEGER column in a
    /// `PRIMARY KEY (id DESC)` of the table is the rowid all the same, which has no direction.
    fn finished(mut self) -> Table {
        let columns: Vec<(String, bool)> = self
            .table
            .columns
            .iter()
            .map(|c| {
                let is_integer =
                    matches!(&c.ty, ColumnType::Verbatim(t) if t.eq_ignore_ascii_case("INTEGER"));
                (c.name.clone(), is_integer)
            })
            .collect();
        let spell = |name: &mut String| {
            if let Some((spelled, _)) = columns.iter().find(|(c, _)| c.eq_ignore_ascii_case(name)) {
                name.clone_from(spelled);
            }
        };
        let keys = self.table.primary_key.iter_mut().flat_map(|k| &mut k.columns);
        keys.chain(self.table.uniques.iter_mut().flat_map(|u| &mut u.columns))
            .for_each(|k| spell(&mut k.name));
        self.table.foreign_keys.iter_mut().flat_map(|f| &mut f.columns).for_each(spell);
        let without_rowid = self.table.options.contains_key("without_rowid");
        if let Some([key]) = self.table.primary_key.as_mut().map(|k| k.columns.as_mut_slice())
            && self.key_at_table
            && !without_rowid
            && columns.iter().any(|(name, is_integer)| *is_integer && *name == key.name)
        {
            key.descending = false;
            key.collation = None;
        }
        self.table.sort();
        self.table
    }

    fn column(&mut self) -> Parsed<()> {
        let name = self.cursor.name()?;
        let ty = self.declared_type()?;
        let column = Column::new(name, ColumnType::Verbatim(ty)).nullable();
        let column = self.column_constraints(column)?;
        self.table.columns.push(column);
        Ok(())
    }

    /// Words, and at most one pair of parentheses behind them.
    fn declared_type(&mut self) -> Parsed<String> {
        let from = self.cursor.position();
        while self.is_type_word() {
            self.cursor.next();
        }
        if self.cursor.position() > from && self.cursor.is_symbol("(") {
            self.cursor.skip_parentheses()?;
        }
        let to = self.cursor.position();
        let text = self.cursor.text(from, to);
        let has_comment = text.contains("--") || text.contains("/*") || text.contains('\n');
        if !has_comment {
            return Ok(text.to_owned());
        }
        let words: Vec<&str> = self.cursor.tokens(from, to).iter().map(|t| t.text).collect();
        Ok(words.join(" "))
    }

    fn is_type_word(&self) -> bool {
        const CLAUSES: [&str; 11] = [
            "CONSTRAINT",
            "DEFAULT",
            "NULL",
            "NOT",
            "PRIMARY",
            "UNIQUE",
            "CHECK",
            "REFERENCES",
            "COLLATE",
            "AS",
            "DEFERRABLE",
        ];
        let Some(token) = self.cursor.peek() else { return false };
        let comes = |ahead: usize, word: &str| self.cursor.peek_at(ahead).is_some_and(|t| t.is_word(word));
        let generated = comes(0, "GENERATED") && comes(1, "ALWAYS") && comes(2, "AS");
        match token.kind {
            TokenKind::Word => !generated && !CLAUSES.iter().any(|word| token.is_word(word)),
            TokenKind::QuotedIdentifier | TokenKind::String => true,
            TokenKind::Space | TokenKind::Comment | TokenKind::Number | TokenKind::Symbol => false,
        }
    }

    fn column_constraints(&mut self, mut column: Column) -> Parsed<Column> {
        let mut name: Option<String> = None;
        loop {
            if self.cursor.is_symbol(",") || self.cursor.is_symbol(")") {
                return Ok(column);
            }
            if self.cursor.eat(&["CONSTRAINT"]) {
                name = Some(self.cursor.name()?);
                continue;
            }
            let name = name.take();
            if self.cursor.eat(&["NULL"]) {
                self.conflict()?;
            } else if self.cursor.eat(&["NOT", "NULL"]) {
                column.nullable = false;
                column.not_null_conflict = self.conflict()?;
            } else if self.cursor.eat(&["DEFAULT"]) {
                column.default = Some(Expression::new(self.default_value()?));
            } else if self.cursor.eat(&["PRIMARY", "KEY"]) {
                let descending = self.direction();
                let on_conflict = self.conflict()?;
                column.auto_increment |= self.cursor.eat(&["AUTOINCREMENT"]);
                let columns = vec![KeyColumn { descending, ..KeyColumn::new(&column.name) }];
                self.table.primary_key =
                    Some(PrimaryKey { name, columns, on_conflict, ..Default::default() });
            } else if self.cursor.eat(&["UNIQUE"]) {
                let columns = vec![KeyColumn::new(&column.name)];
                let on_conflict = self.conflict()?;
                self.table.uniques.push(Unique { name, columns, on_conflict, ..Default::default() });
            } else if self.cursor.is_word("CHECK") {
                self.check(name, Some(&column.name))?;
            } else if self.cursor.is_word("REFERENCES") {
                self.references(name, vec![column.name.clone()])?;
            } else if self.cursor.is_word("DEFERRABLE") || self.cursor.is_word("NOT") {
                self.deferrable()?;
            } else if self.cursor.eat(&["COLLATE"]) {
                column.collation = Some(collation(self.cursor.name()?));
            } else if self.cursor.eat(&["GENERATED", "ALWAYS", "AS"]) || self.cursor.eat(&["AS"]) {
                column.generated = Some(self.generated()?);
            } else {
                return Err(self.cursor.expected("a column constraint"));
            }
        }
    }

    /// A literal, a signed number, a word, or an expression in parentheses: its text without them.
    fn default_value(&mut self) -> Parsed<String> {
        if self.cursor.is_symbol("(") {
            return self.cursor.parenthesised().map(str::to_owned);
        }
        let from = self.cursor.position();
        if self.cursor.is_symbol("+") || self.cursor.is_symbol("-") {
            self.cursor.next();
        }
        self.cursor.next().ok_or_else(|| self.cursor.expected("a default"))?;
        Ok(self.cursor.text(from, self.cursor.position()).to_owned())
    }

    fn generated(&mut self) -> Parsed<Generated> {
        let expression = Expression::new(self.cursor.parenthesised()?);
        let stored = self.cursor.eat(&["STORED"]);
        if !stored {
            self.cursor.eat(&["VIRTUAL"]);
        }
        Ok(Generated { expression, stored })
    }

    /// One or more: the comma between them may be missing.
    fn table_constraints(&mut self) -> Parsed<()> {
        let mut name: Option<String> = None;
        loop {
            if self.cursor.is_symbol(",") || self.cursor.is_symbol(")") {
                return Ok(());
            }
            if self.cursor.eat(&["CONSTRAINT"]) {
                name = Some(self.cursor.name()?);
                continue;
            }
            let name = name.take();
            if self.cursor.eat(&["PRIMARY", "KEY"]) {
                self.primary_key(name)?;
            } else if self.cursor.eat(&["UNIQUE"]) {
                let (columns, _) = self.key_columns()?;
                let on_conflict = self.conflict()?;
                self.table.uniques.push(Unique { name, columns, on_conflict, ..Default::default() });
            } else if self.cursor.is_word("CHECK") {
                self.check(name, None)?;
                self.conflict()?;
            } else if self.cursor.eat(&["FOREIGN", "KEY"]) {
                let columns = self.cursor.names()?;
                self.references(name, columns)?;
            } else {
                return Err(self.cursor.expected("a table constraint"));
            }
        }
    }

    fn primary_key(&mut self, name: Option<String>) -> Parsed<()> {
        let (columns, auto_increment) = self.key_columns()?;
        let on_conflict = self.conflict()?;
        if auto_increment && let Some(key) = columns.first() {
            let mut all = self.table.columns.iter_mut();
            if let Some(column) = all.find(|c| c.name.eq_ignore_ascii_case(&key.name)) {
                column.auto_increment = true;
            }
        }
        self.key_at_table = true;
        self.table.primary_key = Some(PrimaryKey { name, columns, on_conflict, ..Default::default() });
        Ok(())
    }

    /// `(a COLLATE x DESC, b)`, and whether AUTOINCREMENT closes it.
    fn key_columns(&mut self) -> Parsed<(Vec<KeyColumn>, bool)> {
        self.cursor.expect_symbol("(")?;
        let mut columns = Vec::new();
        loop {
            let mut key = KeyColumn::new(self.cursor.name()?);
            if self.cursor.eat(&["COLLATE"]) {
                key.collation = Some(collation(self.cursor.name()?));
            }
            key.descending = self.direction();
            columns.push(key);
            let auto_increment = self.cursor.eat(&["AUTOINCREMENT"]);
            if self.cursor.eat_symbol(")") {
                return Ok((columns, auto_increment));
            }
            self.cursor.expect_symbol(",")?;
        }
    }

    /// Whether DESC comes next; ASC says nothing.
    fn direction(&mut self) -> bool {
        self.cursor.eat(&["DESC"]) || {
            self.cursor.eat(&["ASC"]);
            false
        }
    }

    fn conflict(&mut self) -> Parsed<Option<String>> {
        if !self.cursor.eat(&["ON", "CONFLICT"]) {
            return Ok(None);
        }
        self.cursor.name().map(|word| Some(word.to_ascii_uppercase()))
    }

    fn check(&mut self, name: Option<String>, column: Option<&str>) -> Parsed<()> {
        self.cursor.expect(&["CHECK"])?;
        let mut check = Check::new(name, self.cursor.parenthesised()?);
        check.origin.inline_in = column.map(str::to_owned);
        self.table.checks.push(check);
        Ok(())
    }

    fn references(&mut self, name: Option<String>, columns: Vec<String>) -> Parsed<()> {
        self.cursor.expect(&["REFERENCES"])?;
        let parent = QualifiedName::new(self.cursor.name()?);
        let parent_columns = if self.cursor.is_symbol("(") { self.cursor.names()? } else { Vec::new() };
        let mut key = ForeignKey::new(columns, parent, parent_columns);
        key.name = name;
        loop {
            if self.cursor.eat(&["ON", "DELETE"]) {
                key.on_delete = self.action()?;
            } else if self.cursor.eat(&["ON", "UPDATE"]) {
                key.on_update = self.action()?;
            } else if self.cursor.eat(&["ON", "INSERT"]) {
                self.action()?;
            } else if self.cursor.eat(&["MATCH"]) {
                key.match_type = match self.cursor.name()?.to_ascii_uppercase().as_str() {
                    "FULL" => MatchType::Full,
                    "PARTIAL" => MatchType::Partial,
                    _ => MatchType::Simple,
                };
            } else {
                break;
            }
        }
        self.table.foreign_keys.push(key);
        let not =
            self.cursor.is_word("NOT") && self.cursor.peek_at(1).is_some_and(|t| t.is_word("DEFERRABLE"));
        if self.cursor.is_word("DEFERRABLE") || not { self.deferrable() } else { Ok(()) }
    }

    fn action(&mut self) -> Parsed<Action> {
        let known = [
            (&["SET", "NULL"][..], Action::SetNull),
            (&["SET", "DEFAULT"], Action::SetDefault),
            (&["CASCADE"], Action::Cascade),
            (&["RESTRICT"], Action::Restrict),
            (&["NO", "ACTION"], Action::NoAction),
        ];
        let found = known.into_iter().find(|(words, _)| self.cursor.eat(words));
        found.map(|(_, action)| action).ok_or_else(|| self.cursor.expected("an action"))
    }

    /// `[NOT] DEFERRABLE [INITIALLY …]`, of the foreign key before.
    fn deferrable(&mut self) -> Parsed<()> {
        let not = self.cursor.eat(&["NOT"]);
        self.cursor.expect(&["DEFERRABLE"])?;
        let deferred = self.cursor.eat(&["INITIALLY", "DEFERRED"]);
        if !deferred {
            self.cursor.eat(&["INITIALLY", "IMMEDIATE"]);
        }
        if let Some(key) = self.table.foreign_keys.last_mut() {
            key.deferrable = match (not, deferred) {
                (true, _) => Deferrable::NotDeferrable,
                (false, true) => Deferrable::InitiallyDeferred,
                (false, false) => Deferrable::InitiallyImmediate,
            };
        }
        Ok(())
    }
}

/// The built-in collations in their own spelling.
pub(super) fn collation(name: String) -> String {
    let known = ["BINARY", "NOCASE", "RTRIM"].into_iter().find(|known| name.eq_ignore_ascii_case(known));
    known.map_or(name, str::to_owned)
}
