use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use petgraph::{
    Direction,
    algo::kosaraju_scc,
    graph::{DiGraph, NodeIndex},
    visit::EdgeRef,
};

use schemist_schema::Operation;

use crate::{
    effects::{Effects, Fact, Name, Subject, Weight},
    item::Item,
    names::{Id, Names},
    priority,
};

/// Whether an edge may be given up where it closes a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    Hard,
    /// Because it saves work, or of a foreign key on an engine that does not look at its target until rows
    /// are written.
    Soft,
}

type Edges = DiGraph<(), Strength>;

/// Items that wait for each other, by index.
pub(crate) type Cycle = BTreeSet<usize>;

/// Which items have to come before which.
pub(crate) struct Graph {
    pub(crate) effects: Vec<Effects>,
    /// The index of a node is that of its item.
    edges: Edges,
    /// Whose turn it is among those that may come, by item.
    ranks: Vec<usize>,
}

impl Graph {
    /// `foreign_keys` says how much the order that foreign keys ask for weighs.
    pub(crate) fn of(items: &[Item], foreign_keys: Strength) -> Self {
        let mut names = Names::default();
        let effects: Vec<Effects> = items.iter().map(|item| Effects::of(item, &mut names)).collect();
        let mut edges = edgeless(items.len());
        connect_facts(&mut edges, &effects, foreign_keys);
        connect_names(&mut edges, &effects);
        connect_renames(&mut edges, &effects);
        connect_subjects(&mut edges, &effects);
        Self { effects, edges, ranks: priority::ranks(items) }
    }

    /// The items that have to come before each.
    pub(crate) fn predecessors(&self) -> Vec<Vec<usize>> {
        let before =
            |n| self.edges.neighbors_directed(n, Direction::Incoming).map(NodeIndex::index).collect();
        self.edges.node_indices().map(before).collect()
    }

    /// The order: among those whose turn it may be, the first by priority. Soft edges give way.
    ///
    /// # Errors
    /// The cycles, where there is no order.
    pub(crate) fn sort(&mut self) -> Result<Vec<usize>, Vec<Cycle>> {
        let order = kahn(&self.edges, &self.ranks);
        if order.len() == self.effects.len() {
            return Ok(order);
        }
        for cycle in cycles(&self.edges) {
            self.edges.retain_edges(|edges, edge| {
                let inside = edges
                    .edge_endpoints(edge)
                    .is_some_and(|(a, b)| cycle.contains(&a.index()) && cycle.contains(&b.index()));
                !(inside && edges.edge_weight(edge) == Some(&Strength::Soft))
            });
        }
        let order = kahn(&self.edges, &self.ranks);
        if order.len() == self.effects.len() { Ok(order) } else { Err(cycles(&self.edges)) }
    }

    /// The order with the changes of each table side by side, wherever that closes no cycle. `order` is one
    /// without regard to that.
    pub(crate) fn gather(&mut self, order: &[usize], items: &[Item]) -> Vec<usize> {
        let table = |item: usize| self.effects.get(item).and_then(|e| e.altered_table);
        let mut leaders = leaders(order, table);
        // Tables of which each would wait for the other: foreign keys do not count then, indexes, which are
        // made and dropped on their own, stand apart, and in the end so does every change.
        let waiting = self.waiting(&leaders);
        self.edges.retain_edges(|edges, edge| {
            let between_changes = edges.edge_endpoints(edge).is_some_and(|(a, b)| {
                [a, b].iter().all(|n| {
                    let item = n.index();
                    waiting.contains(&leaders[item]) && self.effects[item].altered_table.is_some()
                })
            });
            !(between_changes && edges.edge_weight(edge) == Some(&Strength::Soft))
        });
        let is_index = |item: usize| {
            let operation = &items[item].operation;
            matches!(operation, Operation::CreateIndex { .. } | Operation::DropIndex { .. })
        };
        self.set_apart(&mut leaders, order, is_index);
        self.set_apart(&mut leaders, order, |_| true);
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut ranks = self.ranks.clone();
        for item in order {
            let leader = leaders[*item];
            ranks[leader] = ranks[leader].min(self.ranks[*item]);
            members.entry(leader).or_default().push(*item);
        }
        let groups = kahn(&self.contracted(&leaders), &ranks);
        groups.into_iter().filter_map(|leader| members.remove(&leader)).flatten().collect()
    }

    /// The leaders of groups that wait for each other.
    fn waiting(&self, leaders: &[usize]) -> BTreeSet<usize> {
        cycles(&self.contracted(leaders)).into_iter().flatten().collect()
    }

    /// Takes some members out of groups that wait for each other.
    fn set_apart(&self, leaders: &mut [usize], order: &[usize], which: impl Fn(usize) -> bool) {
        let waiting = self.waiting(leaders);
        let before = leaders.to_vec();
        let mut successors = BTreeMap::new();
        for item in order.iter().filter(|i| waiting.contains(&before[**i])) {
            leaders[*item] = match which(*item) {
                true => *item,
                // The leader itself may be one that leaves.
                false => *successors.entry(before[*item]).or_insert(*item),
            };
        }
    }

    /// The graph with all edges moved to the leaders of groups.
    fn contracted(&self, leaders: &[usize]) -> Edges {
        let mut contracted = edgeless(leaders.len());
        for edge in self.edges.edge_references() {
            let (a, b) = (leaders[edge.source().index()], leaders[edge.target().index()]);
            connect(&mut contracted, a, b, *edge.weight());
        }
        contracted
    }
}

/// For each item the first of its group; an item without a group is its own.
fn leaders<G: Ord>(order: &[usize], group: impl Fn(usize) -> Option<G>) -> Vec<usize> {
    let mut leaders: Vec<usize> = (0..order.len()).collect();
    let mut firsts = BTreeMap::new();
    for item in order {
        if let Some(group) = group(*item) {
            leaders[*item] = *firsts.entry(group).or_insert(*item);
        }
    }
    leaders
}

fn edgeless(nodes: usize) -> Edges {
    let mut edges = DiGraph::with_capacity(nodes, nodes * 2);
    for _ in 0..nodes {
        edges.add_node(());
    }
    edges
}

fn connect(edges: &mut Edges, before: usize, after: usize, strength: Strength) {
    if before != after {
        edges.add_edge(NodeIndex::new(before), NodeIndex::new(after), strength);
    }
}

/// Who provides something comes before those who require it; those who release it before who takes it away.
fn connect_facts(edges: &mut Edges, effects: &[Effects], foreign_keys: Strength) {
    let (mut providers, mut destroyers) = (BTreeMap::new(), BTreeMap::new());
    for (i, item) in effects.iter().enumerate() {
        for fact in &item.provides {
            providers.entry(fact).or_insert_with(Vec::new).push(i);
        }
        for fact in &item.destroys {
            destroyers.entry(fact).or_insert_with(Vec::new).push(i);
        }
    }
    let of = |map: &BTreeMap<&Fact, Vec<usize>>, fact| map.get(fact).cloned().unwrap_or_default();
    for (i, item) in effects.iter().enumerate() {
        let strength = |weight| match weight {
            Weight::Always => Strength::Hard,
            Weight::ForeignKey => foreign_keys,
            Weight::Rather => Strength::Soft,
        };
        for need in &item.requires {
            for provider in of(&providers, &need.fact) {
                connect(edges, provider, i, strength(need.weight));
            }
        }
        for need in &item.releases {
            for destroyer in of(&destroyers, &need.fact) {
                connect(edges, i, destroyer, strength(need.weight));
            }
        }
    }
}

/// Who frees a name comes before who takes it, unless it is the same object that had it in between.
fn connect_names(edges: &mut Edges, effects: &[Effects]) {
    let mut takers: BTreeMap<&Name, Vec<usize>> = BTreeMap::new();
    for (i, item) in effects.iter().enumerate() {
        for name in &item.takes {
            takers.entry(name).or_default().push(i);
        }
    }
    for (freer, item) in effects.iter().enumerate() {
        for taker in item.frees.iter().filter_map(|name| takers.get(name)).flatten() {
            let same = item.renames.is_some() && item.renames == effects[*taker].renames;
            if !(same && *taker < freer) {
                connect(edges, freer, *taker, Strength::Hard);
            }
        }
    }
}

/// Before a rename an object has the old name and behind it the new one: who speaks of it stays where it is.
fn connect_renames(edges: &mut Edges, effects: &[Effects]) {
    let mut renames: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (i, item) in effects.iter().enumerate() {
        if let Some(id) = item.renames {
            renames.entry(id).or_default().push(i);
        }
    }
    for (i, item) in effects.iter().enumerate() {
        for rename in item.mentions.iter().filter_map(|id| renames.get(id)).flatten() {
            connect(edges, (*rename).min(i), (*rename).max(i), Strength::Hard);
        }
    }
}

/// Changes of one thing follow each other as they are listed.
fn connect_subjects(edges: &mut Edges, effects: &[Effects]) {
    let mut last: BTreeMap<Subject, usize> = BTreeMap::new();
    for (i, item) in effects.iter().enumerate() {
        for subject in &item.subjects {
            if let Some(earlier) = last.insert(*subject, i) {
                connect(edges, earlier, i, Strength::Hard);
            }
        }
    }
}

/// As many items as can be ordered.
fn kahn(edges: &Edges, ranks: &[usize]) -> Vec<usize> {
    let mut waiting: Vec<usize> =
        edges.node_indices().map(|n| edges.edges_directed(n, Direction::Incoming).count()).collect();
    let free = (0..waiting.len()).filter(|i| waiting[*i] == 0);
    let mut ready: BinaryHeap<Reverse<(usize, usize)>> = free.map(|i| Reverse((ranks[i], i))).collect();
    let mut order = Vec::with_capacity(waiting.len());
    while let Some(Reverse((_, item))) = ready.pop() {
        order.push(item);
        for next in edges.neighbors(NodeIndex::new(item)).map(NodeIndex::index) {
            waiting[next] -= 1;
            if waiting[next] == 0 {
                ready.push(Reverse((ranks[next], next)));
            }
        }
    }
    order
}

/// The items that wait for each other, sorted.
fn cycles(edges: &Edges) -> Vec<Cycle> {
    let components = kosaraju_scc(edges).into_iter().filter(|c| c.len() > 1);
    let mut cycles: Vec<Cycle> = components.map(|c| c.into_iter().map(NodeIndex::index).collect()).collect();
    cycles.sort();
    cycles
}
