//! What a run gave, for people.

use schemist_schema::Engine;
use serde_json::Value;

use crate::disagreements::Disagreements;
use crate::facts;
use crate::file::Scenario;
use crate::run::{self, Outcome, Result};

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
    /// They are those that the file records of another engine, on which its tool saw more of the same change.
    Elsewhere,
    /// They are those, but for this: the file only records what a tool that knows no renames was seen to do; it has a
    /// drop and a create where ours is the rename of one thing.
    Finer,
    /// They are not, and the file says of the scenario that it is beyond the tool it was recorded from, without
    /// saying what is right.
    NoOpinion,
    /// They are not, for a reason that is on the list.
    Argued(&'a str),
    /// There are none: the change is refused, for a reason that is on the list.
    Refused(&'a str),
    /// They are not, because the server refuses what the file wants: it was asked.
    Impossible(&'a str),
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
            Err(_) => {
                disagreements.refusal(&scenario.id, engine).map_or(Operations::Differ, Operations::Refused)
            }
        };
        let operations = match operations {
            Operations::Argued(reason) | Operations::Refused(reason)
                if is_impossible(scenario, engine, disagreements) =>
            {
                Operations::Impossible(reason)
            }
            other => other,
        };
        Self { scenario, engine, outcome, operations }
    }

    /// As the file wants it, applied, and nothing left to do.
    pub(crate) fn agrees(&self) -> bool {
        matches!(self.operations, Operations::Agree | Operations::Elsewhere | Operations::Finer)
            && self.settled()
    }

    /// Not as the file wants it, but for a reason; applied, and nothing left to do, or refused.
    fn is_apart(&self) -> bool {
        match &self.operations {
            Operations::Agree | Operations::Elsewhere | Operations::Finer | Operations::Differ => false,
            Operations::NoOpinion | Operations::Argued(_) => self.settled(),
            Operations::Impossible(_) => self.outcome.is_err() || self.settled(),
            Operations::Refused(_) => true,
        }
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
            Operations::Elsewhere => "as elsewhere",
            Operations::Finer => "as a rename",
            Operations::NoOpinion => "NO OPINION",
            Operations::Argued(_) => "ARGUED",
            Operations::Refused(_) => "REFUSED",
            Operations::Impossible(_) => "IMPOSSIBLE",
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
            Err(error) => {
                add("failed", &error.to_string());
                if let Operations::Refused(reason) | Operations::Impossible(reason) = &self.operations {
                    add("argued", reason);
                }
                return;
            }
        };
        if let Operations::Argued(reason) | Operations::Impossible(reason) = &self.operations {
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
    if !scenario.has_opinion(engine) {
        return Operations::NoOpinion;
    }
    if forms.iter().any(|operations| facts::agree(engine, &wanted, operations)) {
        return Operations::Agree;
    }
    let elsewhere = scenario.seen_elsewhere(engine);
    if forms.iter().any(|ours| elsewhere.iter().any(|wanted| facts::agree_elsewhere(engine, wanted, ours))) {
        return Operations::Elsewhere;
    }
    if !scenario.is_desired(engine) && any(facts::agree_but_for_renames) {
        return Operations::Finer;
    }
    if let Some(reason) = disagreements.reason(&scenario.id, engine) {
        return Operations::Argued(reason);
    }
    if scenario.is_desired(engine) {
        return Operations::Differ;
    }
    if scenario.tags.iter().any(|tag| tag == "limit") { Operations::NoOpinion } else { Operations::Differ }
}

/// Whether the server, asked, refuses what the file wants.
fn is_impossible(scenario: &Scenario, engine: Engine, disagreements: &Disagreements) -> bool {
    let sql = disagreements.impossible(&scenario.id, engine);
    sql.is_some_and(|sql| run::is_refused_by_server(scenario, engine, sql).unwrap_or(false))
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    | {line}\n")).collect()
}

/// Sums over an engine.
#[derive(Default)]
pub(crate) struct Totals {
    all: usize,
    agree: usize,
    elsewhere: usize,
    finer: usize,
    no_opinion: usize,
    impossible: usize,
    argued: usize,
    applied: usize,
    settled: usize,
}

impl Totals {
    pub(crate) fn add(&mut self, report: &Report<'_>) {
        self.all += 1;
        self.agree += usize::from(report.agrees());
        self.applied += usize::from(report.applied());
        self.settled += usize::from(report.settled());
        let counter = match report.operations {
            Operations::Elsewhere if report.agrees() => &mut self.elsewhere,
            Operations::Finer if report.agrees() => &mut self.finer,
            Operations::NoOpinion if report.is_apart() => &mut self.no_opinion,
            Operations::Impossible(_) if report.is_apart() => &mut self.impossible,
            Operations::Argued(_) | Operations::Refused(_) if report.is_apart() => &mut self.argued,
            _ => return,
        };
        *counter += 1;
    }

    /// How many agree of those of which the file has an opinion that can be followed, in percent; with `argued`, those
    /// that do not agree for a reason count as well.
    pub(crate) fn percent(&self, argued: bool) -> f64 {
        percent(self.agree + if argued { self.argued } else { 0 }, self.counted())
    }

    fn counted(&self) -> usize {
        self.all - self.no_opinion - self.impossible
    }

    pub(crate) fn text(&self, engine: Engine) -> String {
        let Self { all, agree, elsewhere, finer, no_opinion, impossible, argued, applied, settled } = self;
        let failed = self.counted() - agree - argued;
        format!(
            "{engine}: {all} scenarios, {applied} applied, {settled} settled\n    \
             of {no_opinion} the file has no opinion, {impossible} the server refuses; of the other {}: \
             {agree} as the file wants ({:.1} %; {elsewhere} of them as it has them of another engine, \
             {finer} by a rename for its drop and create), {argued} not for a reason (together {:.1} %), {failed} not",
            self.counted(),
            self.percent(false),
            self.percent(true),
        )
    }
}

#[allow(clippy::cast_precision_loss)] // far below 2^52
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}
