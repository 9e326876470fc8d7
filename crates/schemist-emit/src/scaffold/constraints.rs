//! Constraints and indexes: which of them stand at a field, and how they are written.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use schemist_schema::{
    Action, Check, Deferrable, Exclusion, ForeignKey, Index, IndexKey, IndexTarget, KeyColumn, MatchType,
    NullsOrder, PrimaryKey, QualifiedName, Table, Unique,
};

use crate::scaffold::attributes::{call, column, flag, ident, is_ident, named_text, option, text};
use crate::scaffold::conventions::{ConstraintRef, Named, mentioned};
use crate::scaffold::{Context, Layout, derives};

/// What stands at a field, by column, and what stands at the struct.
#[derive(Default)]
pub(crate) struct Placed {
    pub(crate) at_fields: Vec<(String, Vec<TokenStream>)>,
    pub(crate) at_struct: Vec<TokenStream>,
}

impl Placed {
    /// All constraints and indexes of a table, each where it reads best.
    pub(crate) fn of(cx: &Context<'_>, table: &Table) -> Self {
        let mut placed = Self::default();
        placed.primary_key(cx, table);
        for unique in &table.uniques {
            placed.unique(cx, table, unique);
        }
        for index in &table.indexes {
            placed.index(cx, table, index);
        }
        for key in &table.foreign_keys {
            placed.foreign_key(cx, table, key);
        }
        for check in &table.checks {
            placed.check(cx, table, check);
        }
        for exclusion in &table.exclusions {
            placed.at_struct.push(exclusion_tokens(cx, table, exclusion));
        }
        placed
    }

    /// What stands at the field of a column.
    pub(crate) fn at(&self, column: &str) -> impl Iterator<Item = &TokenStream> {
        self.at_fields.iter().filter(move |(name, _)| name == column).flat_map(|(_, tokens)| tokens)
    }

    fn put(&mut self, column: &str, tokens: Vec<TokenStream>) {
        self.at_fields.push((column.to_owned(), tokens));
    }

    /// A field says `references` once.
    fn refers(&self, column: &str) -> bool {
        self.at(column).any(|tokens| tokens.to_string().starts_with("references"))
    }

    fn primary_key(&mut self, cx: &Context<'_>, table: &Table) {
        let Some(key) = &table.primary_key else {
            // Without a word the column `id` would be the key, and a table without one a mistake.
            self.at_struct.push(quote!(no_primary_key));
            return;
        };
        let name = cx.name(table, ConstraintRef::PrimaryKey(key));
        let options = primary_key_options(cx, table, key, name);
        if options.is_empty() && key.columns.iter().all(is_bare) && derives::say_key(cx, table) {
            return;
        }
        match key.columns.as_slice() {
            // Without a word the field `id` is the key.
            [only] if is_bare(only) && options.is_empty() && cx.field(table, &only.name) == "id" => {}
            [only] if is_bare(only) => self.put(&only.name, vec![call("primary_key", &options)]),
            columns => self.at_struct.push(over(cx, table, "primary_key", columns, options)),
        }
    }

    fn unique(&mut self, cx: &Context<'_>, table: &Table, unique: &Unique) {
        let name = cx.name(table, ConstraintRef::Unique(unique));
        let options = unique_options(cx, table, unique, name);
        match unique.columns.as_slice() {
            [only] if is_bare(only) => self.put(&only.name, vec![call("unique", &options)]),
            columns => self.at_struct.push(over(cx, table, "unique", columns, options)),
        }
    }

    fn index(&mut self, cx: &Context<'_>, table: &Table, index: &Index) {
        let name = cx.conventions.written(table, &Named::index(table, index));
        let options = index_options(cx, table, index, name);
        match index.keys.as_slice() {
            [only @ IndexKey { target: IndexTarget::Column(column), .. }] if is_short(index) => {
                let items: Vec<TokenStream> = key_order(only).into_iter().chain(options).collect();
                self.put(column, vec![call("index", &items)]);
            }
            keys => {
                let mut items: Vec<TokenStream> = keys.iter().map(|key| index_key(cx, table, key)).collect();
                items.extend(options);
                self.at_struct.push(call("index", &items));
            }
        }
    }

    fn foreign_key(&mut self, cx: &Context<'_>, table: &Table, key: &ForeignKey) {
        let name = cx.name(table, ConstraintRef::ForeignKey(key));
        let plain = key.on_delete_columns.is_empty()
            && key.match_type == MatchType::default()
            && !key.not_valid
            && key.comment.is_none();
        let target = target(cx, table, key);
        let actions = actions(key);
        match key.columns.as_slice() {
            [only] if plain && !self.refers(only) => {
                let mut tokens = vec![quote!(references = #target)];
                tokens.extend(actions);
                tokens.extend(named_text("constraint_name", name));
                self.put(only, tokens);
            }
            columns => {
                let columns: Vec<TokenStream> = columns.iter().map(|c| column(cx.field(table, c))).collect();
                let mut items = vec![call("columns", &columns), quote!(references = #target)];
                items.extend(actions);
                items.extend(match key.match_type {
                    MatchType::Simple => None,
                    MatchType::Full => Some(quote!(match = full)),
                    MatchType::Partial => Some(quote!(match = partial)),
                });
                if !key.on_delete_columns.is_empty() {
                    let columns: Vec<TokenStream> =
                        key.on_delete_columns.iter().map(|c| column(cx.field(table, c))).collect();
                    items.push(call("on_delete_columns", &columns));
                }
                items.extend(flag("not_valid", key.not_valid));
                items.extend(named_text("name", name));
                items.extend(named_text("comment", key.comment.as_deref()));
                self.at_struct.push(call("foreign_key", &items));
            }
        }
    }

    fn check(&mut self, cx: &Context<'_>, table: &Table, check: &Check) {
        let parts = mentioned(table, &check.expression);
        let name = cx.name(table, ConstraintRef::Check(check));
        let mut items = vec![text(&check.expression.sql)];
        items.extend(named_text("name", name));
        items.extend(flag("no_inherit", check.no_inherit));
        items.extend(flag("not_valid", check.not_valid));
        items.extend(named_text("comment", check.comment.as_deref()));
        let tokens = call("check", &items);
        match parts.as_slice() {
            [only] => self.put(only, vec![tokens]),
            _ => self.at_struct.push(tokens),
        }
    }
}

fn is_bare(key: &KeyColumn) -> bool {
    !key.descending && key.collation.is_none() && key.prefix.is_none()
}

fn key_columns(cx: &Context<'_>, table: &Table, keys: &[KeyColumn]) -> Vec<TokenStream> {
    let key_column = |key: &KeyColumn| {
        let name = column(cx.field(table, &key.name));
        let options: Vec<TokenStream> = [
            flag("desc", key.descending),
            named_text("collate", key.collation.as_deref()),
            prefix(key.prefix),
        ]
        .into_iter()
        .flatten()
        .collect();
        if options.is_empty() { name } else { quote!(#name(#(#options),*)) }
    };
    keys.iter().map(key_column).collect()
}

fn include(cx: &Context<'_>, table: &Table, columns: &[String]) -> Option<TokenStream> {
    let columns: Vec<TokenStream> = columns.iter().map(|c| column(cx.field(table, c))).collect();
    (!columns.is_empty()).then(|| call("include", &columns))
}

fn over(
    cx: &Context<'_>,
    table: &Table,
    word: &str,
    columns: &[KeyColumn],
    options: Vec<TokenStream>,
) -> TokenStream {
    let items: Vec<TokenStream> = key_columns(cx, table, columns).into_iter().chain(options).collect();
    call(word, &items)
}

fn primary_key_options(
    cx: &Context<'_>,
    table: &Table,
    key: &PrimaryKey,
    name: Option<&str>,
) -> Vec<TokenStream> {
    let options = [
        named_text("name", name),
        include(cx, table, &key.include),
        deferrable(key.deferrable),
        named_text("on_conflict", key.on_conflict.as_deref()),
        named_text("comment", key.comment.as_deref()),
    ];
    options.into_iter().flatten().collect()
}

fn unique_options(cx: &Context<'_>, table: &Table, unique: &Unique, name: Option<&str>) -> Vec<TokenStream> {
    let options = [
        named_text("name", name),
        include(cx, table, &unique.include),
        flag("nulls_not_distinct", unique.nulls_not_distinct),
        deferrable(unique.deferrable),
        named_text("on_conflict", unique.on_conflict.as_deref()),
        named_text("comment", unique.comment.as_deref()),
    ];
    options.into_iter().flatten().collect()
}

/// Whether an index reads well at a field.
fn is_short(index: &Index) -> bool {
    index.predicate.is_none()
        && index.include.is_empty()
        && index.options.is_empty()
        && index.comment.is_none()
}

fn index_options(cx: &Context<'_>, table: &Table, index: &Index, name: Option<&str>) -> Vec<TokenStream> {
    let predicate = index.predicate.as_ref().map(|p| {
        let predicate = text(&p.sql);
        quote!(where = #predicate)
    });
    let storage: Vec<TokenStream> = index.options.iter().map(|(k, v)| option(k, v)).collect();
    let options = [
        named_text("name", name),
        flag("unique", index.unique),
        named_text("method", index.method.as_deref()),
        predicate,
        include(cx, table, &index.include),
        flag("nulls_not_distinct", index.nulls_not_distinct),
        (!storage.is_empty()).then(|| call("options", &storage)),
        named_text("comment", index.comment.as_deref()),
    ];
    options.into_iter().flatten().collect()
}

fn key_order(key: &IndexKey) -> Vec<TokenStream> {
    let options = [
        flag("desc", key.descending),
        flag("nulls_first", key.nulls == Some(NullsOrder::First)),
        flag("nulls_last", key.nulls == Some(NullsOrder::Last)),
        named_text("collate", key.collation.as_deref()),
        prefix(key.prefix),
        named_text("opclass", key.operator_class.as_deref()),
    ];
    options.into_iter().flatten().collect()
}

fn index_key(cx: &Context<'_>, table: &Table, key: &IndexKey) -> TokenStream {
    let options = key_order(key);
    match &key.target {
        IndexTarget::Column(name) => {
            let name = column(cx.field(table, name));
            if options.is_empty() { name } else { quote!(#name(#(#options),*)) }
        }
        IndexTarget::Expression(expression) => {
            let sql = text(&expression.sql);
            if options.is_empty() { quote!(expr = #sql) } else { quote!(expr(#sql, #(#options),*)) }
        }
    }
}

fn exclusion_tokens(cx: &Context<'_>, table: &Table, exclusion: &Exclusion) -> TokenStream {
    let name = cx.name(table, ConstraintRef::Exclusion(exclusion));
    let mut items = vec![text(&exclusion.definition.sql)];
    items.extend(named_text("name", name));
    items.extend(named_text("comment", exclusion.comment.as_deref()));
    call("exclude", &items)
}

/// What a foreign key refers to: the model by its path, which stands for its primary key, or the table by name where
/// there is no model.
fn target(cx: &Context<'_>, table: &Table, key: &ForeignKey) -> TokenStream {
    let Some(rust) = cx.model_path(table, &key.references) else {
        let mut items = vec![text(&key.references.to_string())];
        items.extend(key.references_columns.iter().map(|c| if is_ident(c) { column(c) } else { text(c) }));
        return call("table", &items);
    };
    let primary_key = cx.schema.tables.get(&key.references).and_then(|parent| parent.primary_key.as_ref());
    let is_key = primary_key.is_some_and(|primary_key| {
        let columns = primary_key.columns.iter().map(|c| &c.name);
        key.references_columns.is_empty() || columns.eq(&key.references_columns)
    });
    if is_key {
        return rust;
    }
    let columns = key.references_columns.iter().map(|c| {
        let field = cx.names.field(&key.references, c);
        field.map(column).unwrap_or_else(|| text(c))
    });
    quote!(#rust(#(#columns),*))
}

/// A part of a path, as it is written.
fn path_segment(text: &str) -> Ident {
    match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => ident(text),
    }
}

impl Context<'_> {
    /// The name of a constraint where the models must say it.
    fn name<'n>(&self, table: &'n Table, constraint: ConstraintRef<'n>) -> Option<&'n str> {
        self.conventions.written(table, &Named::constraint(table, constraint))
    }

    /// The struct of a table as it is named where the struct of another one stands.
    pub(crate) fn model_path(&self, from: &Table, to: &QualifiedName) -> Option<TokenStream> {
        let segments = self.names.table(to)?.split("::").map(path_segment);
        let rust = quote!(#(#segments)::*);
        Some(match self.options.layout {
            Layout::FilePerTable if *to != from.name => quote!(super::#rust),
            _ => quote!(#rust),
        })
    }
}

fn actions(key: &ForeignKey) -> Vec<TokenStream> {
    let action = |word: &str, action: Action| {
        let word = ident(word);
        let action = ident(match action {
            Action::NoAction => return None,
            Action::Restrict => "restrict",
            Action::Cascade => "cascade",
            Action::SetNull => "set_null",
            Action::SetDefault => "set_default",
        });
        Some(quote!(#word = #action))
    };
    let all =
        [action("on_delete", key.on_delete), action("on_update", key.on_update), deferrable(key.deferrable)];
    all.into_iter().flatten().collect()
}

fn deferrable(deferrable: Deferrable) -> Option<TokenStream> {
    named_text(
        "deferrable",
        match deferrable {
            Deferrable::NotDeferrable => None,
            Deferrable::InitiallyImmediate => Some("initially_immediate"),
            Deferrable::InitiallyDeferred => Some("initially_deferred"),
        },
    )
}

/// `prefix = 10`
fn prefix(length: Option<u32>) -> Option<TokenStream> {
    let length = proc_macro2::Literal::u32_unsuffixed(length?);
    Some(quote!(prefix = #length))
}
