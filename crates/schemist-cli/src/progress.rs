//! What a run of migrations tells while it goes on.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use schemist_migrate::{Direction, Progress, Refusal, Revision};

use crate::backup::Guard;
use crate::terminal::Terminal;

/// A line for each revision, and on a terminal a bar over the statements of the one at work.
pub(crate) struct RunProgress<'a> {
    terminal: &'a Terminal,
    bar: ProgressBar,
    total: usize,
    position: usize,
    /// Asks before each revision.
    asks: bool,
    stopped: bool,
    /// Takes a backup before data is deleted.
    guard: Option<Guard>,
    /// When rows were last told of, where nothing is drawn.
    told: Option<Instant>,
}

/// How often rows are told of where nothing is drawn.
const INTERVAL: Duration = Duration::from_secs(10);

const STATEMENTS: &str = "{prefix} {bar:24} {pos}/{len} statements";
const ROWS: &str = "{prefix} {bar:24} {pos}/{len} rows, {eta} left";

impl<'a> RunProgress<'a> {
    pub(crate) fn new(terminal: &'a Terminal, asks: bool) -> Self {
        let bar = if terminal.draws() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        draw(&bar, STATEMENTS);
        Self { terminal, bar, total: 0, position: 0, asks, stopped: false, guard: None, told: None }
    }

    /// With a backup before data is deleted.
    pub(crate) fn guarded(mut self, guard: Option<Guard>) -> Self {
        self.guard = guard;
        self
    }

    /// Whether the user ended the run.
    pub(crate) fn stopped(&self) -> bool {
        self.stopped
    }

    fn line(&self, text: &str) {
        self.bar.suspend(|| self.terminal.say(text));
    }
}

/// The template is a constant; were it wrong, the plain bar does.
fn draw(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

impl Drop for RunProgress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for RunProgress<'_> {
    fn waiting(&mut self, holder: &str) {
        self.line(&format!("waiting for another migrator: {holder}"));
    }

    fn confirm(&mut self, revision: &Revision, direction: Direction) -> bool {
        if self.asks {
            let question = format!("{} {}?", direction.verb(), revision.directory);
            let answer = self.bar.suspend(|| inquire::Confirm::new(&question).with_default(true).prompt());
            self.stopped = !matches!(answer, Ok(true));
        }
        !self.stopped
    }

    fn ready(&mut self, revision: &Revision, direction: Direction) -> Result<(), Refusal> {
        let Some(guard) = &mut self.guard else { return Ok(()) };
        let taken = guard.before(revision, direction, |text| {
            self.bar.suspend(|| self.terminal.say(text));
        });
        taken.map_err(|error| Refusal { reason: error.to_string(), help: error.help() })
    }

    fn counts_rows(&self) -> bool {
        self.terminal.draws()
    }

    fn batch(&mut self, revision: &Revision, rows: u64, total: Option<u64>) {
        if let Some(total) = total {
            draw(&self.bar, ROWS);
            self.bar.set_length(total);
            self.bar.set_position(rows);
        } else if self.told.get_or_insert_with(Instant::now).elapsed() >= INTERVAL {
            self.told = Some(Instant::now());
            self.line(&format!("{}: {rows} rows so far", revision.directory));
        }
    }

    fn started(&mut self, revision: &Revision, direction: Direction, position: usize, total: usize) {
        (self.position, self.total) = (position, total);
        self.bar.set_prefix(format!("{} {}", direction.verb(), revision.directory));
        self.bar.set_length(0);
        self.bar.set_position(0);
    }

    fn statement(&mut self, _: &Revision, number: usize, count: usize) {
        draw(&self.bar, STATEMENTS);
        self.bar.set_length(u64::try_from(count).unwrap_or(u64::MAX));
        self.bar.set_position(u64::try_from(number.saturating_sub(1)).unwrap_or_default());
    }

    fn finished(&mut self, revision: &Revision, direction: Direction, took: Duration) {
        let done = match direction {
            Direction::Up => "applied",
            Direction::Down => "reverted",
        };
        let (position, total) = (self.position, self.total);
        let took = format!("{:.1} s", took.as_secs_f64());
        self.line(&format!("{done} {} ({position} of {total}, {took})", revision.directory));
    }

    fn skipped(&mut self, revision: &Revision, _: Direction) {
        self.line(&format!("{} was done by another migrator in the meantime", revision.directory));
    }

    fn notice(&mut self, message: &str) {
        self.line(message);
    }
}
