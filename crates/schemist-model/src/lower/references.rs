use schemist_schema::{ForeignKey, QualifiedName, Table};

use super::{
    Lowering, PendingReference,
    model::{LoweredModel, column_named, unknown_column},
};
use crate::{
    Place, Problem,
    attributes::{ForeignKeyDeclaration, TargetColumns, TargetTable},
    codes,
    item::{Home, split_name},
    place::At,
    problem::closest,
};

/// Looks up models by the path that a foreign key writes.
pub(crate) trait FindModel {
    /// The index of the model that a path means in one of the items that make up another model, or why there
    /// is none.
    fn find_model(&self, from: usize, home: Home, path: &[String]) -> Result<usize, ModelNotFound>;
}

/// Why a path leads to no model.
pub(crate) enum ModelNotFound {
    /// Several models have the name: where, and what each is.
    Ambiguous(Vec<(Place, String)>),
    /// Something else has the name: where, and what it is.
    NoModel(Place, String),
    /// Nothing has the name.
    Nothing,
}

/// The foreign keys of one model, with their targets looked up among all.
pub(super) fn foreign_keys(
    cx: &mut Lowering<'_>,
    models: &[LoweredModel],
    from: usize,
    find: &dyn FindModel,
) -> Vec<ForeignKey> {
    let Some(model) = models.get(from) else { return Vec::new() };
    let mut keys = Vec::new();
    for reference in &model.references {
        let target = target(cx, models, from, find, reference);
        keys.extend(foreign_key(cx, model, reference, target));
    }
    keys
}

/// What a foreign key leads to.
enum Target<'m> {
    /// A model.
    Model(&'m LoweredModel),
    /// A table without a model, of which nothing but what the key says is known.
    Table(QualifiedName),
}

impl Target<'_> {
    fn table(&self) -> &QualifiedName {
        match self {
            Self::Model(model) => &model.table.name,
            Self::Table(name) => name,
        }
    }

    /// As `references` writes it.
    fn written(&self, columns: &[String]) -> String {
        let columns = columns.join(", ");
        match self {
            Self::Model(model) => format!("{}({columns})", model.rust_name),
            Self::Table(name) => format!("table({:?}, {columns})", name.to_string()),
        }
    }
}

fn foreign_key(
    cx: &mut Lowering<'_>,
    model: &LoweredModel,
    reference: &PendingReference,
    target: Option<Target<'_>>,
) -> Option<ForeignKey> {
    // Both sides are looked at, so that all that is wrong is said at once.
    let columns: Option<Vec<String>> = all(cx, &reference.columns, |cx, name| column_named(cx, model, name));
    let referenced = target.as_ref().and_then(|target| target_columns(cx, target, reference));
    let (columns, referenced, target) = (columns?, referenced?, target?);
    let declaration = &reference.declaration;
    if !referenced.is_empty() && referenced.len() != columns.len() {
        report_arity(cx, declaration, &columns, &target, &referenced);
        return None;
    }
    let options = &declaration.options;
    let on_delete_columns: Option<Vec<String>> =
        all(cx, &options.on_delete_columns, |cx, name| column_named(cx, model, name));
    Some(ForeignKey {
        name: options.name.clone(),
        on_update: options.on_update.unwrap_or_default(),
        on_delete: options.on_delete.unwrap_or_default(),
        on_delete_columns: on_delete_columns.unwrap_or_default(),
        match_type: options.match_type.unwrap_or_default(),
        deferrable: options.deferrable.unwrap_or_default(),
        not_valid: options.not_valid,
        comment: options.comment.clone(),
        origin: cx.origin(declaration.place),
        ..ForeignKey::new(columns, target.table().clone(), referenced)
    })
}

/// All or none, though each is looked at.
fn all(
    cx: &mut Lowering<'_>,
    names: &[At<String>],
    mut find: impl FnMut(&mut Lowering<'_>, &At<String>) -> Option<String>,
) -> Option<Vec<String>> {
    let found: Vec<String> = names.iter().filter_map(|name| find(cx, name)).collect();
    (found.len() == names.len()).then_some(found)
}

fn report_arity(
    cx: &mut Lowering<'_>,
    declaration: &ForeignKeyDeclaration,
    columns: &[String],
    target: &Target<'_>,
    referenced: &[String],
) {
    let count = |n: usize| if n == 1 { "1 column".to_owned() } else { format!("{n} columns") };
    cx.push(
        Problem::error(
            codes::REFERENCE_ARITY,
            declaration.target.place,
            format!("{} cannot refer to {}", count(columns.len()), count(referenced.len())),
        )
        .because(format!(
            "({}) would refer to ({}) of `{}`",
            columns.join(", "),
            referenced.join(", "),
            target.table()
        ))
        .help(format!(
            "write `foreign_key(columns(…), references = {})` on the struct, with as many columns on either \
             side",
            target.written(referenced)
        )),
    );
}

fn target<'m>(
    cx: &mut Lowering<'_>,
    models: &'m [LoweredModel],
    from: usize,
    find: &dyn FindModel,
    reference: &PendingReference,
) -> Option<Target<'m>> {
    let At { value, place } = &reference.declaration.target.table;
    match value {
        TargetTable::Model(path) if path.len() == 1 && path.first().is_some_and(|p| p == "Self") => {
            models.get(from).map(Target::Model)
        }
        TargetTable::Model(path) => match find.find_model(from, reference.declaration.home, path) {
            Ok(index) => models.get(index).map(Target::Model),
            Err(why) => {
                cx.push(unknown_model(models, path, *place, why));
                None
            }
        },
        TargetTable::Name(name) => {
            let own = models.get(from).map(|m| &m.table);
            match table_named(models, own, name) {
                Some(model) => Some(Target::Model(model)),
                None => table_without_model(cx, models, reference, name, *place),
            }
        }
    }
}

/// A table that is somebody else's is as good a target as any, if the key says all there is to know of it.
fn table_without_model<'m>(
    cx: &mut Lowering<'_>,
    models: &[LoweredModel],
    reference: &PendingReference,
    name: &str,
    place: Place,
) -> Option<Target<'m>> {
    let tables: Vec<String> = models.iter().map(|m| m.table.name.to_string()).collect();
    let meant = closest(name, tables.iter().map(String::as_str));
    let has_columns = matches!(reference.declaration.target.columns, TargetColumns::Named(_));
    let message = format!("no model declares the table `{name}`");
    let problem = match (has_columns, meant) {
        (true, None) => return Some(Target::Table(split_name(name))),
        (true, Some(_)) => Problem::warning(codes::UNKNOWN_REFERENCE, place, message)
            .because("it is taken to be in the database already"),
        (false, _) => Problem::error(codes::UNKNOWN_REFERENCE, place, message),
    };
    let problem = match meant {
        Some(meant) => problem.edit(format!("did you mean `{meant}`?"), place, format!("{meant:?}")),
        None => problem.help(format!("name the columns of a table without a model: `table({name:?}, id)`")),
    };
    cx.push(problem);
    has_columns.then(|| Target::Table(split_name(name)))
}

/// A table by what `table("…")` says: as it is in the default namespace, with its namespace before a dot,
/// or beside the table that refers.
fn table_named<'m>(
    models: &'m [LoweredModel],
    own: Option<&Table>,
    written: &str,
) -> Option<&'m LoweredModel> {
    let exact = |name: QualifiedName| models.iter().find(|m| m.table.name == name);
    exact(QualifiedName::new(written))
        .or_else(|| models.iter().find(|m| m.table.name.to_string() == written))
        .or_else(|| exact(own?.name.sibling(written)))
}

fn unknown_model(models: &[LoweredModel], path: &[String], place: Place, why: ModelNotFound) -> Problem {
    let written = path.join("::");
    match why {
        ModelNotFound::Ambiguous(candidates) => {
            let message = format!("`{written}` could be one of several models");
            let problem = Problem::error(codes::AMBIGUOUS_NAME, place, message)
                .help("write the path of the model, as in `references = crate::shop::User(id)`");
            candidates.into_iter().fold(problem, |problem, (place, what)| problem.related(place, what))
        }
        ModelNotFound::NoModel(definition, what) => {
            Problem::error(codes::UNKNOWN_REFERENCE, place, format!("`{written}` is no model"))
                .related(definition, what)
                .help("a foreign key refers to a struct with `#[derive(Model)]`")
        }
        ModelNotFound::Nothing => {
            let problem =
                Problem::error(codes::UNKNOWN_REFERENCE, place, format!("there is no model `{written}`"));
            let last = path.last().map_or("", String::as_str);
            let names = models.iter().map(|m| m.rust_name.as_str());
            match closest(last, names.clone()) {
                Some(_) => problem.did_you_mean(last, place, names),
                None => problem.help(
                    "name a struct with `#[derive(Model)]`, or a table: `references = table(\"users\", id)`",
                ),
            }
        }
    }
}

fn target_columns(
    cx: &mut Lowering<'_>,
    target: &Target<'_>,
    reference: &PendingReference,
) -> Option<Vec<String>> {
    let written = &reference.declaration.target;
    let target = match (target, &written.columns) {
        (Target::Model(target), _) => *target,
        (Target::Table(_), TargetColumns::Named(names)) => {
            return Some(names.iter().map(|name| name.value.clone()).collect());
        }
        (Target::Table(_), TargetColumns::Implicit | TargetColumns::PrimaryKey) => return None,
    };
    match &written.columns {
        TargetColumns::Named(names) => all(cx, names, |cx, name| {
            if let Some(column) = target.column(&name.value) {
                return Some(column.name.clone());
            }
            let message = format!("`{}` has no column `{}`", target.rust_name, name.value);
            let problem = Problem::error(codes::UNKNOWN_REFERENCE, name.place, message)
                .about(target.table.name.to_string());
            cx.push(unknown_column(problem, target, name));
            None
        }),
        TargetColumns::Implicit if cx.engine == schemist_schema::Engine::Sqlite => Some(Vec::new()),
        TargetColumns::Implicit | TargetColumns::PrimaryKey => {
            let columns = target.primary_key_columns();
            if columns.is_empty() {
                let message = format!("`{}` has no primary key to refer to", target.rust_name);
                cx.push(
                    Problem::error(codes::UNKNOWN_REFERENCE, written.place, message)
                        .related(target.place, "this table has none")
                        .help(format!("name the columns: `references = {}(…)`", target.rust_name)),
                );
                return None;
            }
            Some(columns)
        }
    }
}
