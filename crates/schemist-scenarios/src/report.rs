//! What a run gave, for people.

use schemist_schema::Engine;
use serde_json::Value;

use crate::disagreements::Disagreements;
use crate::facts;
use crate::file::Scenario;
use crate::run::{Outcome, Result};

/// One scenario on one engine.
pub(crate) struct Report<'a> {
    scenario: &'a Scenario,
    engine: Engine,
    outcome: Result<Outcome>,
    operations: Operations<'a>,
}

/// How the operations compare with those of the file.
enum Operations<'a> {
    /// They are those.
    Agree,
    /// They are not, and the file only records what a tool that knows no renames was seen to do; it has a drop and
    /// a create where ours is the rename of one thing.
    Finer,
    /// They are not, and the file says of the scenario that it is beyond the tool it was recorded from, without
    /// saying what is right.
    NoOpinion,
    /// They are not, for a reason that is on the list.
    Argued(&'a str),
    /// They are not.
    Differ,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        scenario: &'a Scenario,
        engine: Engine,
        outcome: Result<Outcome>,
        disagreements: &'a Disagreements,
    ) -> Self {
        let operations = match &outcome {
            Ok(outcome) => judge(scenario, engine, outcome, disagreements),
            Err(_) => Operations::Differ,
        };
        Self { scenario, engine, outcome, operations }
    }

    /// As the file wants it, applied, and nothing left to do.
    pub(crate) fn agrees(&self) -> bool {
        matches!(self.operations, Operations::Agree) && self.settled()
    }

    /// Not as the file wants it, but for a reason; applied, and nothing left to do.
    fn is_apart(&self) -> bool {
        !matches!(self.operations, Operations::Agree | Operations::Differ) && self.settled()
    }

    fn applied(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|outcome| outcome.applied.is_ok())
    }

    fn settled(&self) -> bool {
        let left = self.outcome.as_ref().ok().and_then(|outcome| outcome.applied.as_ref().ok());
        left.is_some_and(Vec::is_empty)
    }

    /// One line, and where it does not pass what is the matter.
    pub(crate) fn text(&self, show: u8) -> String {
        let word = match &self.operations {
            Operations::Agree if self.scenario.is_desired(self.engine) => "as desired",
            Operations::Agree => "as expected",
            Operations::Finer => "RENAME",
            Operations::NoOpinion => "NO OPINION",
            Operations::Argued(_) => "ARGUED",
            Operations::Differ => "DIFFERS",
        };
        let applied = if self.applied() { "applied" } else { "NOT APPLIED" };
        let settled = if self.settled() { "settled" } else { "NOT SETTLED" };
        let warnings = self.warnings();
        let Scenario { id, .. } = self.scenario;
        let line =
            format!("{:<9}{id:<40} {word:<12} {applied:<12} {settled:<12} {warnings}", self.engine.as_str());
        let mut text = format!("{}\n", line.trim_end());
        if !self.agrees() {
            self.details(&mut text);
        }
        if let Ok(outcome) = &self.outcome
            && (show > 1 || show == 1 && !self.agrees())
        {
            text.push_str(&indented(&outcome.source));
            text.push_str(&indented(&outcome.sql));
        }
        text
    }

    fn warnings(&self) -> String {
        let Ok(outcome) = &self.outcome else { return String::new() };
        let ours = outcome.warnings.iter().copied().collect::<Vec<_>>().join(", ");
        let wanted = self.scenario.wanted(self.engine);
        let wanted: Vec<&str> =
            wanted.iter().filter_map(|op| op.get("warning")).filter_map(Value::as_str).collect();
        match (wanted.as_slice(), ours.as_str()) {
            ([], "") => String::new(),
            ([], ours) => format!("warns: {ours}"),
            (wanted, ours) => format!("warns: {ours} (file: {})", wanted.join(", ")),
        }
    }

    fn details(&self, text: &mut String) {
        let mut add = |label: &str, content: &str| text.push_str(&format!("    {label:<12}{content}\n"));
        let outcome = match &self.outcome {
            Ok(outcome) => outcome,
            Err(error) => return add("failed", &error.to_string()),
        };
        if let Operations::Argued(reason) = &self.operations {
            add("argued", reason);
        }
        if !matches!(self.operations, Operations::Agree) {
            for op in self.scenario.wanted(self.engine) {
                add("file", &Value::Object(op.clone()).to_string());
            }
            facts::lines(&outcome.proposed).iter().for_each(|line| add("found", line));
        }
        match &outcome.applied {
            Err(error) => add("error", error),
            Ok(left) => left.iter().for_each(|op| add("left to do", &op.describe())),
        }
        self.scenario.unknown_keys().iter().for_each(|key| add("not told", key));
    }
}

fn judge<'a>(
    scenario: &Scenario,
    engine: Engine,
    outcome: &Outcome,
    disagreements: &'a Disagreements,
) -> Operations<'a> {
    let wanted = scenario.wanted(engine);
    // As found, or as carried out: what an engine must split, the file sometimes has split and sometimes not.
    let mut forms = vec![outcome.proposed.clone(), outcome.carried_out.clone()];
    if engine == Engine::Sqlite {
        // SQLite has no other way to rename an index than to make it anew.
        let renamed: Vec<_> = forms.iter().map(|operations| facts::with_index_renames(operations)).collect();
        forms.extend(renamed);
    }
    let any = |test: fn(&[&crate::file::FileOperation], &[schemist_schema::Operation]) -> bool| {
        forms.iter().any(|operations| test(&wanted, operations))
    };
    if forms.iter().any(|operations| facts::agree(engine, &wanted, operations)) {
        return Operations::Agree;
    }
    if let Some(reason) = disagreements.reason(&scenario.id, engine) {
        return Operations::Argued(reason);
    }
    if scenario.is_desired(engine) {
        return Operations::Differ;
    }
    if any(facts::agree_but_for_renames) {
        return Operations::Finer;
    }
    if scenario.tags.iter().any(|tag| tag == "limit") { Operations::NoOpinion } else { Operations::Differ }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    | {line}\n")).collect()
}

/// Sums over an engine.
#[derive(Default)]
pub(crate) struct Totals {
    all: usize,
    agree: usize,
    finer: usize,
    no_opinion: usize,
    argued: usize,
    applied: usize,
    settled: usize,
}

impl Totals {
    pub(crate) fn add(&mut self, report: &Report<'_>) {
        self.all += 1;
        self.agree += usize::from(report.agrees());
        if report.is_apart() {
            match report.operations {
                Operations::Finer => self.finer += 1,
                Operations::NoOpinion => self.no_opinion += 1,
                _ => self.argued += 1,
            }
        }
        self.applied += usize::from(report.applied());
        self.settled += usize::from(report.settled());
    }

    /// How many of those that are not argued about agree, in percent.
    pub(crate) fn percent(&self) -> f64 {
        percent(self.agree, self.all - self.apart())
    }

    fn apart(&self) -> usize {
        self.finer + self.no_opinion + self.argued
    }

    pub(crate) fn text(&self, engine: Engine) -> String {
        let Self { all, agree, finer, no_opinion, argued, applied, settled } = self;
        let failed = all - agree - self.apart();
        let plain = percent(*agree, *all);
        format!(
            "{engine}: {all} scenarios, {applied} applied, {settled} settled; {agree} as the file wants ({plain:.1} %), {failed} not; \
             apart: {argued} argued, {finer} renames for drop and create, {no_opinion} of which the file has no opinion. \
             Of those not apart: {:.1} %",
            self.percent()
        )
    }
}

#[allow(clippy::cast_precision_loss)] // far below 2^52
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}
