//! How the rename matcher does on recorded changes: `cargo xtask renames FILE [--misses]`.
//!
//! One JSON object a line: `kind` (`column` or `table`), `dropped` and `added` (each with a `name` and, where they are
//! known, `type`, `nullable`, `default`, `position` and `of`, or `columns`), `renames` (pairs of names), `id`
//! (what stands before its first colon is the project).

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::cast_precision_loss)]

use std::{collections::BTreeMap, process::ExitCode};

use schemist_diff::matching::{
    ColumnFacts, Confidence, Match, Slot, TableFacts, match_columns, match_tables,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Change {
    id: String,
    kind: String,
    #[serde(default)]
    table: String,
    dropped: Vec<Side>,
    added: Vec<Side>,
    renames: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Side {
    name: String,
    #[serde(rename = "type")]
    ty: Option<String>,
    nullable: Option<bool>,
    default: Option<serde_json::Value>,
    position: Option<usize>,
    of: Option<usize>,
    #[serde(default)]
    columns: Vec<String>,
}

impl Side {
    fn column(&self) -> ColumnFacts {
        let default = self.default.as_ref().map(|value| match value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        ColumnFacts {
            name: self.name.clone(),
            ty: self.ty.clone(),
            nullable: self.nullable,
            // A history that gives the place gives the whole column.
            default: self.position.is_some().then_some(default),
            slot: self.slot(),
            ..ColumnFacts::default()
        }
    }

    /// In a history the place is the index in a table of that many columns: both stay where a column is renamed, one of
    /// them changes where it goes and another comes.
    fn slot(&self) -> Option<Slot> {
        let (position, of) = (self.position?, self.of?);
        Some(Slot { gap: position * 10_000 + of, rank: 0 })
    }

    fn table(&self) -> TableFacts {
        TableFacts { name: self.name.clone(), columns: self.columns.clone(), ..TableFacts::default() }
    }
}

#[derive(Default, Clone, Copy)]
struct Figures {
    renames: usize,
    sure: usize,
    sure_right: usize,
    likely: usize,
    likely_right: usize,
}

impl Figures {
    fn add(&mut self, confidence: Confidence, right: bool) {
        if confidence == Confidence::Sure {
            self.sure += 1;
            self.sure_right += usize::from(right);
        }
        if confidence >= Confidence::Likely {
            self.likely += 1;
            self.likely_right += usize::from(right);
        }
    }

    fn line(&self) -> String {
        format!(
            "{:>5} renames   sure {:>4} of {:<4} right  precision {}  recall {}   sure or likely: {:>4} of {:<4} right  precision {}  recall {}",
            self.renames,
            self.sure_right,
            self.sure,
            percent(self.sure_right, self.sure),
            percent(self.sure_right, self.renames),
            self.likely_right,
            self.likely,
            percent(self.likely_right, self.likely),
            percent(self.likely_right, self.renames),
        )
    }
}

fn percent(part: usize, whole: usize) -> String {
    match whole {
        0 => "     -".to_owned(),
        _ => format!("{:5.1}%", 100.0 * part as f64 / whole as f64),
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("renames: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let show_misses = arguments.iter().any(|a| a == "--misses");
    let path = arguments.iter().find(|a| !a.starts_with("--"));
    let path = path.ok_or("which file? `cargo xtask renames FILE [--misses]`")?;
    let text = std::fs::read_to_string(path).map_err(|e| format!("cannot read {path}: {e}"))?;
    let mut total = Figures::default();
    let mut by_kind: BTreeMap<String, Figures> = BTreeMap::new();
    let mut by_project: BTreeMap<String, Figures> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let change: Change = serde_json::from_str(line).map_err(|e| format!("{path}:{}: {e}", number + 1))?;
        let project = change.id.split(':').next().unwrap_or_default().to_owned();
        let mut figures = [
            &mut total,
            by_kind.entry(change.kind.clone()).or_default(),
            by_project.entry(project).or_default(),
        ];
        judge(&change, &mut figures, show_misses);
    }
    println!("all             {}", total.line());
    by_kind.iter().for_each(|(kind, figures)| println!("{kind:<15} {}", figures.line()));
    println!();
    by_project.iter().for_each(|(project, figures)| println!("{project:<40} {}", figures.line()));
    spread(&total, &by_project);
    Ok(())
}

fn judge(change: &Change, figures: &mut [&mut Figures; 3], show_misses: bool) {
    for figures in figures.iter_mut() {
        figures.renames += change.renames.len();
    }
    let matches = found(change);
    for found in &matches {
        let (old, new) = (&change.dropped[found.dropped].name, &change.added[found.added].name);
        let right = change.renames.iter().any(|(a, b)| a == old && b == new);
        for figures in figures.iter_mut() {
            figures.add(found.confidence, right);
        }
        if show_misses && found.confidence == Confidence::Sure && !right {
            println!("wrong:  {}.{old} -> {new}  {:.2}  ({})", change.table, found.score, found.reasons());
        }
    }
    for (old, new) in change.renames.iter().filter(|_| show_misses) {
        let is_found = matches.iter().any(|m| {
            change.dropped[m.dropped].name == *old
                && change.added[m.added].name == *new
                && m.confidence >= Confidence::Likely
        });
        if !is_found {
            println!("missed: {}.{old} -> {new}  {}", change.table, change.id);
        }
    }
}

fn found(change: &Change) -> Vec<Match> {
    if change.kind == "table" {
        let facts = |sides: &[Side]| sides.iter().map(Side::table).collect::<Vec<_>>();
        return match_tables(&facts(&change.dropped), &facts(&change.added));
    }
    let facts = |sides: &[Side]| sides.iter().map(Side::column).collect::<Vec<_>>();
    match_columns(&facts(&change.dropped), &facts(&change.added))
}

/// The figures with each project left out: how much they hang on one of them.
fn spread(total: &Figures, by_project: &BTreeMap<String, Figures>) {
    let without = |project: &Figures| Figures {
        renames: total.renames - project.renames,
        sure: total.sure - project.sure,
        sure_right: total.sure_right - project.sure_right,
        likely: total.likely - project.likely,
        likely_right: total.likely_right - project.likely_right,
    };
    let range = |value: &dyn Fn(&Figures) -> (usize, usize)| {
        let shares = by_project.values().map(|project| {
            let (part, whole) = value(&without(project));
            100.0 * part as f64 / whole.max(1) as f64
        });
        let (least, most) = shares.fold((f64::MAX, f64::MIN), |(a, b), share| (a.min(share), b.max(share)));
        format!("{least:.1}% to {most:.1}%")
    };
    println!("\nwith any one project left out:");
    println!("  precision of sure        {}", range(&|f| (f.sure_right, f.sure)));
    println!("  recall of sure           {}", range(&|f| (f.sure_right, f.renames)));
    println!("  recall of sure or likely {}", range(&|f| (f.likely_right, f.renames)));
}
