//! Where the boxes stand: layers by foreign keys from left to right, each connected part by itself, the parts in rows.

use std::collections::BTreeSet;

use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use rust_sugiyama::configure::{Config, RankingType};

use super::diagram::Diagram;

/// A place and a size, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Box {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Between boxes of a layer.
const GAP: f64 = 28.0;
/// Between layers, where the lines run.
const LANE: f64 = 90.0;
/// How much higher than the rest a layer may be before it is folded.
const SPLIT: f64 = 1.2;
/// How much wider than high the picture may be.
const ASPECT: f64 = 1.6;

/// The place of each box, in the order of the sizes given.
pub(super) fn layout(diagram: &Diagram, sizes: &[(f64, f64)]) -> Vec<Box> {
    let mut boxes: Vec<Box> =
        sizes.iter().map(|(width, height)| Box { x: 0.0, y: 0.0, width: *width, height: *height }).collect();
    let parts = parts(diagram, sizes.len());
    let mut placed: Vec<Vec<usize>> = Vec::new();
    for part in parts {
        place(diagram, &part, &mut boxes);
        placed.push(part);
    }
    in_rows(&placed, &mut boxes);
    boxes
}

/// The connected parts, the largest first.
pub(super) fn parts(diagram: &Diagram, tables: usize) -> Vec<Vec<usize>> {
    let mut joined = petgraph::unionfind::UnionFind::<usize>::new(tables);
    for join in &diagram.joins {
        joined.union(join.from, join.to);
    }
    let labels = joined.into_labeling();
    let mut parts: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (table, label) in labels.into_iter().enumerate() {
        parts.entry(label).or_default().push(table);
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().copied()));
    parts
}

/// Places one part with its upper left corner at the origin.
fn place(diagram: &Diagram, part: &[usize], boxes: &mut [Box]) {
    if part.len() == 1 {
        return;
    }
    let mut graph: StableDiGraph<usize, ()> = StableDiGraph::new();
    let nodes: Vec<NodeIndex> = part.iter().map(|table| graph.add_node(*table)).collect();
    let node = |table: usize| part.iter().position(|t| *t == table).and_then(|at| nodes.get(at)).copied();
    for (from, to) in without_circles(diagram, part) {
        if let (Some(from), Some(to)) = (node(from), node(to)) {
            graph.add_edge(from, to, ());
        }
    }
    let config =
        Config { vertex_spacing: GAP, ranking_type: RankingType::MinimizeEdgeLength, ..Config::default() };
    // The library layers from top to bottom: width and height change places.
    let size =
        |_: NodeIndex, table: &usize| boxes.get(*table).map_or((1.0, 1.0), |b| (b.height, b.width + LANE));
    let layouts = rust_sugiyama::from_graph(&graph, &size, &config);
    for (node, (across, along)) in layouts.into_iter().flat_map(|(nodes, _, _)| nodes) {
        if let Some(b) = graph.node_weight(node).and_then(|table| boxes.get_mut(*table)) {
            b.x = along.abs();
            b.y = across;
        }
    }
    align_layers(part, boxes);
    close_gaps(part, boxes);
}

/// The library centres boxes on their points; here a layer's boxes stand on one line at the left, and none on another.
fn align_layers(part: &[usize], boxes: &mut [Box]) {
    let mut layers: Vec<(f64, Vec<usize>)> = Vec::new();
    for table in part {
        let Some(b) = boxes.get(*table) else { continue };
        match layers.iter_mut().find(|(x, _)| (*x - b.x).abs() < 1.0) {
            Some((_, tables)) => tables.push(*table),
            None => layers.push((b.x, vec![*table])),
        }
    }
    layers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let top = |table: &usize, boxes: &[Box]| boxes.get(*table).map_or(0.0, |b| b.y - b.height / 2.0);
    for (_, tables) in &mut layers {
        tables.sort_by(|a, b| top(a, boxes).total_cmp(&top(b, boxes)));
    }
    let tall = tallness(part, boxes);
    let heights = layers.iter().map(|(_, tables)| stacked(tables, boxes));
    let is_split = heights.fold(0.0, f64::max) > SPLIT * tall;
    // What was placed beside a high layer moves up as that layer is folded.
    let first = part.iter().map(|table| top(table, boxes)).fold(f64::MAX, f64::min);
    let last = part.iter().map(|table| top(table, boxes)).fold(f64::MIN, f64::max);
    let scale = if is_split { (tall / (last - first).max(1.0)).min(1.0) } else { 1.0 };
    let mut x = 0.0;
    for (_, tables) in layers {
        let columns = if is_split { folded(&tables, tall, boxes) } else { vec![tables] };
        let is_folded = columns.len() > 1;
        for column in columns {
            let mut free = f64::MIN;
            let mut widest: f64 = 0.0;
            for table in column {
                let wanted = if is_folded { first } else { first + (top(&table, boxes) - first) * scale };
                let Some(b) = boxes.get_mut(table) else { continue };
                b.x = x;
                b.y = wanted.max(free);
                free = b.y + b.height + GAP;
                widest = widest.max(b.width);
            }
            x += widest + LANE;
        }
    }
}

/// How high a part may be to be about as wide as a screen.
fn tallness(part: &[usize], boxes: &[Box]) -> f64 {
    let of = |table: &usize| boxes.get(*table).copied();
    let area: f64 = part.iter().filter_map(of).map(|b| (b.width + LANE) * (b.height + GAP)).sum();
    let highest = part.iter().filter_map(of).map(|b| b.height).fold(0.0, f64::max);
    (area / ASPECT).sqrt().max(highest)
}

/// How high tables are one above the other.
fn stacked(tables: &[usize], boxes: &[Box]) -> f64 {
    tables.iter().filter_map(|table| boxes.get(*table)).map(|b| b.height + GAP).sum()
}

/// A layer in columns of about the same height, none much higher than asked for; neighbours stay neighbours.
#[allow(clippy::cast_precision_loss, reason = "there are few columns")]
fn folded(tables: &[usize], tall: f64, boxes: &[Box]) -> Vec<Vec<usize>> {
    let all = stacked(tables, boxes);
    let columns = (all / (SPLIT * tall)).ceil().max(1.0);
    let mut out: Vec<Vec<usize>> = vec![Vec::new()];
    let mut done = 0.0;
    for table in tables {
        let height = boxes.get(*table).map_or(0.0, |b| b.height + GAP);
        if done + height / 2.0 > all / columns * out.len() as f64 {
            out.push(Vec::new());
        }
        if let Some(column) = out.last_mut() {
            column.push(*table);
        }
        done += height;
    }
    out
}

/// Begins at the top, and leaves no band free that runs through all layers.
fn close_gaps(part: &[usize], boxes: &mut [Box]) {
    let mut order = part.to_vec();
    let top = |table: &usize, boxes: &[Box]| boxes.get(*table).map_or(0.0, |b| b.y);
    order.sort_by(|a, b| top(a, boxes).total_cmp(&top(b, boxes)));
    let first = order.first().map_or(0.0, |table| top(table, boxes));
    let (mut shift, mut bottom) = (first, first);
    for table in order {
        let Some(b) = boxes.get_mut(table) else { continue };
        shift += (b.y - bottom - GAP).max(0.0);
        bottom = bottom.max(b.y + b.height);
        b.y -= shift;
    }
}

/// The joins of a part, each pair once, without those that lead back: found depth first, in the order of the tables.
fn without_circles(diagram: &Diagram, part: &[usize]) -> Vec<(usize, usize)> {
    let inside: BTreeSet<usize> = part.iter().copied().collect();
    let edges: BTreeSet<(usize, usize)> = diagram
        .joins
        .iter()
        .filter(|join| join.from != join.to && inside.contains(&join.from) && inside.contains(&join.to))
        .map(|join| (join.from, join.to))
        .collect();
    let mut kept: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for start in part {
        // Each entry: a table, and where to go on among its edges.
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let targets = |table: usize| {
            edges.range((table, 0)..(table + 1, 0)).map(|(_, to)| *to).rev().collect::<Vec<usize>>()
        };
        if done.insert(*start) {
            path.push((*start, targets(*start)));
        }
        while let Some((table, left)) = path.last_mut() {
            let table = *table;
            let Some(next) = left.pop() else {
                path.pop();
                continue;
            };
            if path.iter().any(|(on_path, _)| *on_path == next) {
                continue;
            }
            kept.insert((table, next));
            if done.insert(next) {
                path.push((next, targets(next)));
            }
        }
    }
    kept.into_iter().collect()
}

/// The parts side by side in rows, so that the whole is about as wide as a screen is.
fn in_rows(parts: &[Vec<usize>], boxes: &mut [Box]) {
    let size = |part: &[usize], boxes: &[Box]| {
        part.iter()
            .filter_map(|t| boxes.get(*t))
            .fold((0.0_f64, 0.0_f64), |(w, h), b| (w.max(b.x + b.width), h.max(b.y + b.height)))
    };
    let sizes: Vec<(f64, f64)> = parts.iter().map(|part| size(part, boxes)).collect();
    let area: f64 = sizes.iter().map(|(w, h)| (w + GAP) * (h + GAP)).sum();
    let widest = sizes.iter().map(|(w, _)| *w).fold(0.0, f64::max);
    let largest = sizes.iter().map(|(w, h)| w * h).fold(0.0, f64::max);
    // What little there is beside one large part goes below it.
    let width = if largest > area / 2.0 { widest } else { widest.max((area * ASPECT).sqrt()) };
    let (mut x, mut y, mut highest) = (0.0, 0.0, 0.0_f64);
    for (part, (w, h)) in parts.iter().zip(sizes) {
        if x > 0.0 && x + w > width {
            (x, y, highest) = (0.0, y + highest + GAP, 0.0);
        }
        for table in part {
            if let Some(b) = boxes.get_mut(*table) {
                b.x += x;
                b.y += y;
            }
        }
        x += w + GAP;
        highest = highest.max(h);
    }
}
