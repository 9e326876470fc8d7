//! What an engine assumes of a sequence where nothing is said.

use schemist_schema::SequenceOptions;

/// What the values of a sequence are taken from, and how many at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Assumed {
    pub(crate) lowest: i64,
    pub(crate) highest: i64,
    pub(crate) cache: i64,
}

/// All options of a sequence, nothing left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) start: i64,
    pub(crate) increment: i64,
    pub(crate) min: i64,
    pub(crate) max: i64,
    pub(crate) cache: i64,
}

/// The options with what is assumed for a direction: both engines count from 1 up, or from -1 down.
pub(crate) fn resolve(options: &SequenceOptions, assumed: Assumed) -> Resolved {
    let increment = options.increment.unwrap_or(1);
    let (default_min, default_max) = if increment < 0 { (assumed.lowest, -1) } else { (1, assumed.highest) };
    let min = options.min.unwrap_or(default_min);
    let max = options.max.unwrap_or(default_max);
    let start = options.start.unwrap_or(if increment < 0 { max } else { min });
    Resolved { start, increment, min, max, cache: options.cache.unwrap_or(assumed.cache) }
}

/// The options without those that say what is assumed anyway.
pub(crate) fn canonical(options: &SequenceOptions, assumed: Assumed) -> SequenceOptions {
    let of_direction = SequenceOptions { increment: options.increment, ..Default::default() };
    let nothing_said = resolve(&of_direction, assumed);
    let min = options.min.filter(|v| *v != nothing_said.min);
    let max = options.max.filter(|v| *v != nothing_said.max);
    let first = resolve(&SequenceOptions { min, max, ..of_direction }, assumed);
    SequenceOptions {
        start: options.start.filter(|v| *v != first.start),
        increment: options.increment.filter(|v| *v != 1),
        min,
        max,
        cache: options.cache.filter(|v| *v != assumed.cache),
        cycle: options.cycle,
    }
}

/// Whether none of the values from the old start on lies in the new range: it begins again. One that cycles
/// may stand before its start, but does not promise new values either.
pub(crate) fn must_restart(was: &Resolved, will_be: &Resolved) -> bool {
    let descends = was.increment < 0;
    let (lowest, highest) = if descends { (was.min, was.start) } else { (was.start, was.max) };
    descends != (will_be.increment < 0) || will_be.min > highest || will_be.max < lowest
}

/// Where a sequence that goes on must stand at the least, counted in its direction, before its bounds are drawn closer.
pub(crate) fn first_inside(was: &Resolved, will_be: &Resolved) -> Option<i64> {
    if must_restart(was, will_be) {
        return None;
    }
    match will_be.increment > 0 {
        true => (will_be.min > was.min).then_some(will_be.min),
        false => (will_be.max < was.max).then_some(will_be.max),
    }
}

/// The clauses of a new sequence.
pub(crate) fn clauses(options: &SequenceOptions) -> Vec<String> {
    let words = [
        ("START WITH", options.start),
        ("INCREMENT BY", options.increment),
        ("MINVALUE", options.min),
        ("MAXVALUE", options.max),
        ("CACHE", options.cache),
    ];
    let mut clauses: Vec<String> =
        words.iter().filter_map(|(word, value)| value.map(|v| format!("{word} {v}"))).collect();
    if options.cycle {
        clauses.push("CYCLE".to_owned());
    }
    clauses
}
