//! Two sides of any kind against each other.

use std::collections::BTreeSet;

use schemist_diagnostics::Diagnostic;
use schemist_diff::{DiffOptions, RenameOptions, Scope};
use schemist_schema::{Engine, Pair, QualifiedName, Schema};

use crate::codes::{DIFFERENT_ENGINES, NO_SCRATCH, UNKNOWN_ENGINE};
use crate::context::Context;
use crate::database::refused;
use crate::failure::Failure;
use crate::pipeline::{self, Comparison, Declared};
use crate::sides::Side;
use crate::sides::open::{Opened, Place, Surroundings};
use crate::sides::outside;

/// Compares two sides. Only scratch databases are written, and they are gone at the end.
pub(crate) fn compare(
    sides: Pair<Side>,
    engine: Option<Engine>,
    renames: &RenameOptions,
    context: &Context,
) -> Result<Comparison, Failure> {
    let server = sides.previous.server().or(sides.next.server()).cloned();
    let said = [engine, sides.previous.engine()?, sides.next.engine()?];
    let engine = one_engine(said.into_iter().flatten().collect())?;
    // Where no side says it, the project's own database does.
    let server = server.or_else(|| context.project().and_then(|p| context.database_url(&p)).ok());
    let engine = engine.or(server.as_ref().map(|url| url.engine())).ok_or_else(|| {
        Failure::input(UNKNOWN_ENGINE, "neither side says for which engine it is")
            .with_help("give --engine sqlite, postgres or mysql")
    })?;
    let server = server.filter(|url| url.engine() == engine);
    let work = Surroundings { context, engine, server, renames };

    let managed = managed(&sides, context)?;
    let mut remarks = Vec::new();
    let from = work.open(sides.previous, &mut Vec::new())?;
    let to = work.open(sides.next, &mut remarks)?;
    let mut found = match (from, to) {
        (from, Opened::Declared(to)) => work.with_models(from, to, managed),
        (Opened::Declared(from), to) => work.models_against(from, to),
        (Opened::Live { schema, mut place }, Opened::Live { schema: to, .. }) => {
            remarks.extend(outside::remarks(Pair::new(&schema, &to)));
            work.compare(schema, to).and_then(|found| with_rows(found, &mut place))
        }
        (Opened::Live { schema, mut place }, Opened::Recorded(to)) => {
            let to = respelled(to, &schema, &mut place)?;
            work.compare(schema, to).and_then(|found| with_rows(found, &mut place))
        }
        (Opened::Recorded(from), Opened::Live { schema, mut place }) => {
            let from = respelled(from, &schema, &mut place)?;
            work.compare(from, schema)
        }
        (Opened::Recorded(from), Opened::Recorded(to)) => work.compare(from, to),
    }?;
    found.keep(remarks)?;
    Ok(found)
}

fn one_engine(said: Vec<Engine>) -> Result<Option<Engine>, Failure> {
    let first = said.first().copied();
    match said.iter().find(|engine| Some(**engine) != first).zip(first) {
        Some((other, first)) => Err(Failure::input(
            DIFFERENT_ENGINES,
            format!("cannot compare {first} with {other}: the engines differ"),
        )),
        None => Ok(first),
    }
}

/// What the models may drop: what was managed before. All of a snapshot and of models was.
fn managed(sides: &Pair<Side>, context: &Context) -> Result<Option<BTreeSet<QualifiedName>>, Failure> {
    match (&sides.previous, &sides.next) {
        (Side::Database(_) | Side::Sql { .. } | Side::Migrations(_), Side::Models(_)) => {
            pipeline::managed_names(&context.project()?).map(Some)
        }
        _ => Ok(None),
    }
}

impl Surroundings<'_> {
    fn compare(&self, from: Schema, to: Schema) -> Result<Comparison, Failure> {
        pipeline::compare_renamed(Pair::new(from, to), self.dialect()?, self.renames)
    }

    /// Anything to models: the models take on the names that are there.
    fn with_models(
        &self,
        from: Opened,
        to: Declared,
        managed: Option<BTreeSet<QualifiedName>>,
    ) -> Result<Comparison, Failure> {
        let mut remarks = Vec::new();
        let mut recorded = match &managed {
            Some(_) => pipeline::snapshot(&self.context.project()?)?.map(|snapshot| snapshot.schema),
            None => None,
        };
        let (schema, mut place) = match from {
            Opened::Live { schema, place } => (schema, Some(place)),
            // Only to ask how a server would spell what the models say.
            Opened::Recorded(schema) => {
                let place = self.place_of(&schema).map_err(|failure| remarks.push(not_asked(&failure))).ok();
                recorded = Some(schema.clone());
                (schema, place)
            }
            Opened::Declared(mut declared) => {
                let theirs = made_ours(&mut declared.schema);
                let schema = self.named(declared, &Schema::default(), None)?;
                let (mut schema, place) = match self.realized(&schema)? {
                    Opened::Live { schema: live, place } => {
                        recorded = Some(schema);
                        (live, Some(place))
                    }
                    Opened::Recorded(_) | Opened::Declared(_) => (schema, None),
                };
                let stays = |name: &QualifiedName| to.schema.tables.contains_key(name);
                leave_out(&mut schema, theirs.iter().filter(|name| !stays(name)));
                (schema, place)
            }
        };
        let scope = match managed {
            Some(managed) => Scope::Models { managed },
            None => Scope::Databases,
        };
        let pair = Pair::new(schema, to.schema);
        // Models have an author who reads what is written.
        let renames = RenameOptions { automatic: true, ..self.renames.clone() };
        let options = DiffOptions { recorded, renames, ..self.options(scope)? };
        let asked = |pair: &mut Pair<Schema>| ask(place.as_mut(), pair);
        let difference = schemist_diff::compare(pair, &self.dialect()?, &options, asked)?;
        let mut found = Comparison::of(self.dialect()?, difference, to.sources)?;
        if let Some(place) = &mut place {
            found = with_rows(found, place)?;
        }
        found.keep(to.diagnostics)?;
        found.keep(remarks)?;
        Ok(found)
    }

    /// Models to anything: the names that the models leave open are those over there.
    fn models_against(&self, from: Declared, to: Opened) -> Result<Comparison, Failure> {
        let theirs = schemist_diff::described_names(&from.schema);
        let (mut to, place) = match to {
            Opened::Live { schema, place } => (schema, Some(place)),
            Opened::Recorded(schema) => {
                let place = self.place_of(&schema).ok();
                (schema, place)
            }
            // Models to models is the other case.
            Opened::Declared(declared) => (declared.schema, None),
        };
        let from = self.named(from, &to, place)?;
        leave_out(&mut to, theirs.iter());
        self.compare(from, to)
    }

    /// The schema of models with all names given, in the words of the server that holds `live`.
    fn named(&self, declared: Declared, live: &Schema, mut place: Option<Place>) -> Result<Schema, Failure> {
        let pair = Pair::new(live.clone(), declared.schema);
        let options = self.options(Scope::Databases)?;
        let asked = |pair: &mut Pair<Schema>| ask(place.as_mut(), pair);
        let difference = schemist_diff::compare(pair, &self.dialect()?, &options, asked)?;
        let schema = difference.declared.clone();
        // What is wrong with the models is told; what differs is not the question yet.
        Comparison::of(self.dialect()?, difference, declared.sources)?;
        Ok(schema)
    }

    /// With the names that the project has for what its models leave open.
    fn options(&self, scope: Scope) -> Result<DiffOptions, Failure> {
        let naming = self.context.project()?.config.naming();
        Ok(DiffOptions { naming, ..DiffOptions::new(scope) })
    }

    fn place_of(&self, schema: &Schema) -> Result<Place, Failure> {
        match self.realized(schema)? {
            Opened::Live { place, .. } => Ok(place),
            Opened::Recorded(_) | Opened::Declared(_) => {
                Err(Failure::internal("what was realized is not live"))
            }
        }
    }
}

/// Takes the tables of others for ours, so that foreign keys to them have something to refer to; which they were.
fn made_ours(schema: &mut Schema) -> Vec<QualifiedName> {
    let theirs = schemist_diff::described_names(schema);
    for name in &theirs {
        if let Some(table) = schema.tables.get_mut(name) {
            table.origin.table = None;
        }
    }
    theirs
}

fn leave_out<'n>(schema: &mut Schema, names: impl Iterator<Item = &'n QualifiedName>) {
    for name in names {
        schema.tables.remove(name);
        schema.sequences.retain(|_, s| s.owned_by.as_ref().is_none_or(|(owner, _)| owner != name));
    }
}

/// With what the rows are, where the side to start from is a database of the user's: scratch has none.
fn with_rows(mut found: Comparison, place: &mut Place) -> Result<Comparison, Failure> {
    if matches!(place, Place::Database(_)) {
        found.ask_of_rows(place.connection()?);
    }
    Ok(found)
}

fn ask(place: Option<&mut Place>, pair: &mut Pair<Schema>) -> Result<Vec<Diagnostic>, Failure> {
    match place {
        Some(place) => schemist_reflect::normalize(place.connection()?, pair).map_err(refused),
        None => Ok(Vec::new()),
    }
}

/// A recorded schema in the words of a server, which may be of another version than the one it was recorded on.
/// What the server has to say against it is no news: it held it once.
fn respelled(recorded: Schema, live: &Schema, place: &mut Place) -> Result<Schema, Failure> {
    let mut pair = Pair::new(live.clone(), recorded);
    schemist_reflect::normalize(place.connection()?, &mut pair).map_err(refused)?;
    Ok(pair.next)
}

fn not_asked(failure: &Failure) -> Diagnostic {
    let reason = failure.diagnostics.first().map(|d| d.message.clone()).unwrap_or_default();
    Diagnostic::warning(NO_SCRATCH, "expressions were compared as text, as no server could be asked")
        .with_note(reason)
}
