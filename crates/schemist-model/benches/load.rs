//! The time it takes to read and resolve models, against plain `syn::parse_file` over the same files on the
//! same threads.
//!
//! `cargo bench -p schemist-model`, or `cargo xtask bench models`. Both are measured in turn in one run, and
//! the ratio of their medians is printed; with `--limit 1.5` a larger one fails. `--files N` and `--rounds N`
//! set the size.

// A benchmark is a program: it prints, and what goes wrong ends it.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, missing_docs)]

use std::{
    fmt::Write,
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use schemist_model::{ModelSources, load};
use schemist_schema::Engine;

fn main() -> ExitCode {
    let (files, rounds) = (option("--files").unwrap_or(1000.0), option("--rounds").unwrap_or(15.0));
    let limit = option("--limit");
    let mut worst: f64 = 0.0;
    for (name, file) in
        [("models alone", models_alone as fn(usize) -> String), ("models with functions", with_functions)]
    {
        if option("--shape").is_some_and(|shape| (shape > 0.0) != (name == "models alone")) {
            continue;
        }
        let ratio = compare(name, files as usize, (rounds as usize).max(1), file);
        worst = worst.max(ratio);
    }
    match limit.filter(|limit| worst > *limit) {
        Some(limit) => {
            eprintln!("{worst:.2} times the time of syn::parse_file; the limit is {limit}");
            ExitCode::FAILURE
        }
        None => ExitCode::SUCCESS,
    }
}

/// `--name value` on the command line; cargo adds `--bench`.
fn option(name: &str) -> Option<f64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// Measures one shape of files and prints a line; yields the ratio.
fn compare(name: &str, count: usize, rounds: usize, file: fn(usize) -> String) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    let paths = write(&base, count, file);
    let bytes: u64 = paths.iter().map(|path| path.metadata().unwrap().len()).sum();
    let sources = ModelSources::new(vec![base.join("lib.rs")], base);

    let loaded = load(&sources, Engine::Postgres).unwrap();
    assert_eq!((loaded.models, loaded.diagnostics.len()), (count, 0), "{:#?}", loaded.diagnostics.first());

    let (mut plain, mut full) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        plain.push(time(|| parse(&paths)));
        // What was loaded is used afterwards: giving it up again is no part of it.
        let mut loaded = None;
        full.push(time(|| loaded = load(&sources, Engine::Postgres).ok()));
        black_box(loaded);
    }
    let fastest = |times: &[Duration]| times.iter().min().copied().unwrap_or_default();
    let fastest = (fastest(&plain), fastest(&full));
    let (plain, full) = (median(plain), median(full));
    let ratio = full.as_secs_f64() / plain.as_secs_f64();
    println!(
        "{name}: {count} structs in {count} files, {} KiB, {} threads, {rounds} rounds\n  \
         median:  syn::parse_file {plain:.1?}, load {full:.1?}, ratio {ratio:.2}\n  \
         fastest: syn::parse_file {:.1?}, load {:.1?}, ratio {:.2}",
        bytes / 1024,
        rayon::current_num_threads(),
        fastest.0,
        fastest.1,
        fastest.1.as_secs_f64() / fastest.0.as_secs_f64(),
    );
    ratio
}

fn parse(paths: &[Utf8PathBuf]) {
    paths.par_iter().for_each(|path| {
        let text = std::fs::read_to_string(path).unwrap();
        black_box(syn::parse_file(&text).unwrap());
    });
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn write(base: &Utf8Path, count: usize, file: fn(usize) -> String) -> Vec<Utf8PathBuf> {
    let mut root = String::from("pub mod types;\n");
    let mut paths = vec![base.join("lib.rs"), base.join("types.rs")];
    for i in 0..count {
        writeln!(root, "mod model_{i};").unwrap();
        let path = base.join(format!("model_{i}.rs"));
        std::fs::write(&path, file(i)).unwrap();
        paths.push(path);
    }
    std::fs::write(base.join("lib.rs"), root).unwrap();
    std::fs::write(base.join("types.rs"), TYPES).unwrap();
    paths
}

const TYPES: &str = "\
use schemist::ModelEnum;

/// An address as it was typed.
pub struct Email(pub String);

pub type Cents = i64;

/// How far something has come.
#[derive(Debug, Clone, Copy, ModelEnum)]
pub enum Status {
    Draft,
    Published,
    #[model(renamed_from = \"gone\")]
    Archived,
}
";

/// A model as people write them: doc comments, keys, a type from elsewhere, a reference.
fn models_alone(i: usize) -> String {
    let parent = i / 2;
    format!(
        "use chrono::{{DateTime, NaiveDate, Utc}};
use diesel::prelude::*;
use schemist::Model;

use crate::types::{{Cents, Email, Status}};

/// The {i}th thing that is kept.
///
/// It refers to another one.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = things_{i})]
#[model(
    table = \"things_{i}\",
    unique(code, status, name = \"uq_things_{i}_code\"),
    index(created_at(desc), status),
    check(\"price >= 0\", name = \"ck_things_{i}_price\"),
)]
pub struct Thing{i} {{
    pub id: i64,
    /// The word by which it is found.
    #[model(type = Varchar(80))]
    pub code: String,
    pub status: Status,
    #[model(default = 0)]
    pub price: Cents,
    pub contact: Option<Email>,
    #[model(references = crate::model_{parent}::Thing{parent}(id), on_delete = set_null, index)]
    pub parent_id: Option<i64>,
    pub due: Option<NaiveDate>,
    #[model(default = \"now()\")]
    pub created_at: DateTime<Utc>,
    pub updated_at: Option<DateTime<Utc>>,
    /// What nobody asked for.
    pub notes: Option<String>,
    pub tags: Vec<String>,
}}
"
    )
}

/// The same, with what a program does with it.
fn with_functions(i: usize) -> String {
    let mut text = models_alone(i);
    write!(
        text,
        "
impl Thing{i} {{
    /// The one of an identifier.
    pub fn find(connection: &mut PgConnection, id: i64) -> QueryResult<Option<Self>> {{
        things_{i}::table.find(id).select(Self::as_select()).first(connection).optional()
    }}

    /// All that are due.
    pub fn due(connection: &mut PgConnection, by: NaiveDate, limit: i64) -> QueryResult<Vec<Self>> {{
        things_{i}::table
            .filter(things_{i}::due.le(by).and(things_{i}::status.ne(Status::Archived)))
            .order((things_{i}::due.asc(), things_{i}::id.asc()))
            .limit(limit.clamp(1, 1000))
            .select(Self::as_select())
            .load(connection)
    }}

    pub fn is_late(&self, today: NaiveDate) -> bool {{
        match (self.status, self.due) {{
            (Status::Draft | Status::Published, Some(due)) => due < today,
            _ => false,
        }}
    }}
}}
"
    )
    .unwrap();
    text
}
