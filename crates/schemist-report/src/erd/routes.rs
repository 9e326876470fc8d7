//! How the lines run: from column to column of boxes through the gaps between them, never beneath a box. Lines to one
//! table share their way through a gap.

use std::collections::{BTreeMap, BTreeSet};

use super::diagram::{Diagram, Join};
use super::layout::{Box, parts};

/// How far from a box a line stays.
const CLEAR: f64 = 5.0;
/// How far above and below all boxes lines may run.
const OUTSIDE: f64 = 13.0;
/// Gaps that are higher have room for lines side by side, wherever they come from.
const WIDE: f64 = 60.0;

/// A point that a line runs through, level there.
pub(super) type Point = (f64, f64);

/// Boxes above each other.
struct Column {
    left: f64,
    right: f64,
    /// Free of boxes: from, to.
    gaps: Vec<(f64, f64)>,
}

/// The gap of a column that a line goes through: part, column, gap.
type Place = (usize, usize, usize);

/// The points of each join, in the order of the joins; `ends` are the heights where it starts and ends. Where a box joins
/// itself, or another one of its column, the line has no points but these two.
pub(super) fn routes(diagram: &Diagram, boxes: &[Box], ends: &[(f64, f64)]) -> Vec<Vec<Point>> {
    let parts = parts(diagram, boxes.len());
    let mut part_of = vec![0; boxes.len()];
    for (i, part) in parts.iter().enumerate() {
        part.iter().filter_map(|table| Some((table, boxes.get(*table)?))).for_each(|(table, _)| {
            if let Some(slot) = part_of.get_mut(*table) {
                *slot = i;
            }
        });
    }
    let columns: Vec<Vec<Column>> = parts.iter().map(|part| columns(part, boxes)).collect();

    let joins = || diagram.joins.iter().zip(ends);
    let ways: Vec<Vec<Place>> = joins()
        .map(|(join, ends)| {
            let part = part_of.get(join.from).copied().unwrap_or_default();
            let columns = columns.get(part).map(Vec::as_slice).unwrap_or_default();
            way(columns, boxes, join, *ends).into_iter().map(|(c, gap)| (part, c, gap)).collect()
        })
        .collect();
    // Who goes to the same table goes the same way.
    let mut users: BTreeMap<Place, BTreeSet<(i64, usize)>> = BTreeMap::new();
    for ((join, (_, end)), way) in joins().zip(&ways) {
        for place in way {
            #[allow(clippy::cast_possible_truncation, reason = "for the order alone")]
            users.entry(*place).or_default().insert((*end as i64, join.to));
        }
    }
    joins()
        .zip(&ways)
        .map(|((join, ends), way)| {
            let all = |place: &Place| columns.get(place.0).and_then(|columns| columns.get(place.1));
            let part = part_of.get(join.from).and_then(|part| columns.get(*part));
            let (mut points, last) = ends_of(part, boxes, join, *ends);
            for place in way {
                let (Some(column), Some(users)) = (all(place), users.get(place)) else { continue };
                let Some(gap) = column.gaps.get(place.2) else { continue };
                let y = height(*gap, users, join.to, line_at(boxes, join, *ends, column));
                let forwards = is_forwards(boxes, join);
                let (first, second) =
                    if forwards { (column.left, column.right) } else { (column.right, column.left) };
                points.extend([(first, y), (second, y)]);
            }
            points.extend(last);
            points
        })
        .collect()
}

fn is_forwards(boxes: &[Box], join: &Join) -> bool {
    boxes.get(join.from).zip(boxes.get(join.to)).is_none_or(|(from, to)| from.x <= to.x)
}

fn columns(part: &[usize], boxes: &[Box]) -> Vec<Column> {
    let mut members: Vec<(f64, Vec<Box>)> = Vec::new();
    for b in part.iter().filter_map(|table| boxes.get(*table)) {
        match members.iter_mut().find(|(x, _)| (*x - b.x).abs() < 1.0) {
            Some((_, column)) => column.push(*b),
            None => members.push((b.x, vec![*b])),
        }
    }
    members.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all = || members.iter().flat_map(|(_, column)| column);
    let top = all().map(|b| b.y).fold(f64::MAX, f64::min) - OUTSIDE;
    let bottom = all().map(|b| b.y + b.height).fold(f64::MIN, f64::max) + OUTSIDE;
    members
        .iter()
        .map(|(left, column)| {
            let mut column = column.clone();
            column.sort_by(|a, b| a.y.total_cmp(&b.y));
            let mut free = top;
            let mut gaps = Vec::new();
            for b in &column {
                gaps.push((free, b.y - CLEAR));
                free = b.y + b.height + CLEAR;
            }
            gaps.push((free, bottom));
            gaps.retain(|(from, to)| from < to);
            let right = column.iter().map(|b| b.x + b.width).fold(*left, f64::max);
            Column { left: *left, right, gaps }
        })
        .collect()
}

/// The points where a line starts and leaves its column, and those where it enters the other column and ends.
fn ends_of(
    columns: Option<&Vec<Column>>,
    boxes: &[Box],
    join: &Join,
    ends: (f64, f64),
) -> (Vec<Point>, Vec<Point>) {
    let (Some(from), Some(to)) = (boxes.get(join.from), boxes.get(join.to)) else {
        return Default::default();
    };
    let outside = |b: &Box| b.x + b.width;
    if is_beside(from, to) {
        return (vec![(outside(from), ends.0)], vec![(outside(to), ends.1)]);
    }
    let right = |b: &Box| {
        let column = columns.into_iter().flatten().find(|column| (column.left - b.x).abs() < 1.0);
        column.map_or(outside(b), |column| column.right)
    };
    match is_forwards(boxes, join) {
        true => (vec![(outside(from), ends.0), (right(from), ends.0)], vec![(to.x, ends.1)]),
        false => (vec![(from.x, ends.0)], vec![(right(to), ends.1), (outside(to), ends.1)]),
    }
}

/// Whether a line goes out and comes back on the same side.
pub(super) fn is_beside(from: &Box, to: &Box) -> bool {
    (from.x - to.x).abs() < 1.0
}

/// The gaps on the way, so that it goes up and down as little as can be.
fn way(columns: &[Column], boxes: &[Box], join: &Join, ends: (f64, f64)) -> Vec<(usize, usize)> {
    let (Some(from), Some(to)) = (boxes.get(join.from), boxes.get(join.to)) else { return Vec::new() };
    let (left, right) = if from.x < to.x { (from.x, to.x) } else { (to.x, from.x) };
    let is_between = |column: &Column| column.left > left + 1.0 && column.left < right - 1.0;
    let mut between: Vec<(usize, &Column)> =
        columns.iter().enumerate().filter(|(_, column)| is_between(column)).collect();
    if from.x > to.x {
        between.reverse();
    }
    let mut best = vec![Way { cost: 0.0, y: ends.0, gaps: Vec::new() }];
    for (at, column) in between {
        let wanted = line_at(boxes, join, ends, column);
        best = column
            .gaps
            .iter()
            .enumerate()
            .filter_map(|(i, gap)| reach(&best, wanted, *gap, (at, i)))
            .collect();
    }
    let whole = |way: &Way| way.cost + (ends.1 - way.y).abs();
    let last = best.into_iter().min_by(|a, b| whole(a).total_cmp(&whole(b)));
    last.map(|way| way.gaps).unwrap_or_default()
}

/// The cheapest way to a gap.
struct Way {
    cost: f64,
    /// How high the line is there.
    y: f64,
    gaps: Vec<(usize, usize)>,
}

/// The cheapest way to a gap from those to the gaps of the column before it.
fn reach(before: &[Way], wanted: f64, (top, bottom): (f64, f64), gap: (usize, usize)) -> Option<Way> {
    let y = wanted.clamp(top, bottom);
    // A little more for what strays from the straight line, so that ways of one length do not zigzag.
    let cost = |way: &Way| way.cost + (y - way.y).abs() + (y - wanted).abs() / 4.0;
    let way = before.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let gaps = way.gaps.iter().copied().chain([gap]).collect();
    Some(Way { cost: cost(way), y, gaps })
}

/// How high the straight line would be in the middle of a column.
fn line_at(boxes: &[Box], join: &Join, ends: (f64, f64), column: &Column) -> f64 {
    let (Some(from), Some(to)) = (boxes.get(join.from), boxes.get(join.to)) else { return ends.0 };
    let (x1, x2) = if from.x < to.x { (from.x + from.width, to.x) } else { (from.x, to.x + to.width) };
    let middle = f64::midpoint(column.left, column.right);
    let share = if (x2 - x1).abs() < 1.0 { 0.5 } else { ((middle - x1) / (x2 - x1)).clamp(0.0, 1.0) };
    ends.0 + (ends.1 - ends.0) * share
}

/// Where in a gap the lines to a table run.
#[allow(clippy::cast_precision_loss, reason = "there are few tables")]
fn height(gap: (f64, f64), users: &BTreeSet<(i64, usize)>, to: usize, wanted: f64) -> f64 {
    let (top, bottom) = gap;
    if bottom - top > WIDE {
        return wanted.clamp(top, bottom);
    }
    let at = users.iter().position(|(_, table)| *table == to).unwrap_or_default();
    top + (bottom - top) * (at as f64 + 1.0) / (users.len() as f64 + 1.0)
}
