use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// How one revision comes after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// It is the child: a head is what has no child.
    Revises,
    /// It only needs the other to be applied before it.
    DependsOn,
}

/// Who comes after whom. Nodes are numbers in topological order; among revisions that may stand in either
/// order the smaller version comes first, so that the order is Diesel's wherever that is possible.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    /// An edge leads from what comes before to what comes after.
    graph: DiGraph<(), Edge>,
}

/// What cannot be put into an order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum GraphError {
    /// A revision follows or depends on one that is not there.
    Missing { revision: usize, parent: String },
    /// Revisions in a circle, smallest version first.
    Cycle(Vec<usize>),
}

/// What the graph is made from: a version, what it revises and what it depends on.
pub(crate) struct Links<'a> {
    pub(crate) version: &'a str,
    pub(crate) revises: &'a [String],
    pub(crate) depends_on: &'a [String],
}

impl Graph {
    /// The graph, and for each of its nodes the position in `links` (sorted by version).
    pub(crate) fn build(links: &[Links<'_>]) -> Result<(Self, Vec<usize>), GraphError> {
        let unordered = connect(links)?;
        let order = topological_order(&unordered, links)?;
        let mut position = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = position.get_mut(*old) {
                *slot = new;
            }
        }
        let at = |node: NodeIndex| NodeIndex::new(position.get(node.index()).copied().unwrap_or_default());
        let mut graph = DiGraph::with_capacity(order.len(), unordered.edge_count());
        for _ in &order {
            graph.add_node(());
        }
        for edge in unordered.edge_references() {
            graph.update_edge(at(edge.source()), at(edge.target()), *edge.weight());
        }
        Ok((Self { graph }, order))
    }

    pub(crate) fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// What a revision follows.
    pub(crate) fn parents(&self, node: usize) -> Vec<usize> {
        self.next(node, Incoming, true)
    }

    /// What follows a revision.
    pub(crate) fn children(&self, node: usize) -> Vec<usize> {
        self.next(node, Outgoing, true)
    }

    /// All that must be applied just before a revision: parents and dependencies.
    pub(crate) fn requirements(&self, node: usize) -> Vec<usize> {
        self.next(node, Incoming, false)
    }

    /// All that cannot stay without a revision: children and dependents.
    pub(crate) fn dependents(&self, node: usize) -> Vec<usize> {
        self.next(node, Outgoing, false)
    }

    pub(crate) fn heads(&self) -> Vec<usize> {
        (0..self.len()).filter(|node| self.children(*node).is_empty()).collect()
    }

    pub(crate) fn bases(&self) -> Vec<usize> {
        (0..self.len()).filter(|node| self.parents(*node).is_empty()).collect()
    }

    /// The given revisions and all that they need, marked.
    pub(crate) fn with_requirements(&self, nodes: &[usize]) -> Vec<bool> {
        self.closure(nodes, Incoming)
    }

    /// The given revisions and all that needs them, marked.
    pub(crate) fn with_dependents(&self, nodes: &[usize]) -> Vec<bool> {
        self.closure(nodes, Outgoing)
    }

    /// A revision and all that follows it, directly or not; marked. Dependencies do not count.
    pub(crate) fn descendants(&self, node: usize) -> Vec<bool> {
        let mut marked = vec![false; self.len()];
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if let Some(mark) = marked.get_mut(node)
                && !*mark
            {
                *mark = true;
                open.extend(self.children(node));
            }
        }
        marked
    }

    fn closure(&self, nodes: &[usize], direction: petgraph::Direction) -> Vec<bool> {
        let mut marked = vec![false; self.len()];
        let mut open: Vec<usize> = nodes.to_vec();
        while let Some(node) = open.pop() {
            if let Some(mark) = marked.get_mut(node)
                && !*mark
            {
                *mark = true;
                let before = open.len();
                open.extend(
                    self.graph.neighbors_directed(NodeIndex::new(node), direction).map(NodeIndex::index),
                );
                work::add(1 + open.len() - before);
            }
        }
        marked
    }

    fn next(&self, node: usize, direction: petgraph::Direction, only_family: bool) -> Vec<usize> {
        let node = NodeIndex::new(node);
        let edges = self.graph.edges_directed(node, direction);
        let mut found: Vec<usize> = edges
            .filter(|edge| !only_family || *edge.weight() == Edge::Revises)
            .map(|edge| if direction == Incoming { edge.source() } else { edge.target() })
            .map(NodeIndex::index)
            .collect();
        found.sort_unstable();
        work::add(1 + found.len());
        found
    }
}

/// Counts the steps over the graph, so that a test can bound them whatever the time.
pub(crate) mod work {
    #[cfg(test)]
    thread_local! {
        static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    }

    pub(crate) fn add(steps: usize) {
        #[cfg(test)]
        STEPS.set(STEPS.get() + steps);
        #[cfg(not(test))]
        let _ = steps;
    }

    /// The steps that something takes.
    #[cfg(test)]
    pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (usize, T) {
        let before = STEPS.get();
        let result = work();
        (STEPS.get() - before, result)
    }
}

fn connect(links: &[Links<'_>]) -> Result<DiGraph<(), Edge>, GraphError> {
    let by_version: BTreeMap<&str, NodeIndex> =
        links.iter().enumerate().map(|(i, link)| (link.version, NodeIndex::new(i))).collect();
    let mut graph = DiGraph::with_capacity(links.len(), links.len());
    for _ in links {
        graph.add_node(());
    }
    for (i, link) in links.iter().enumerate() {
        // Parents last: a revision that is named as both counts as a parent.
        let edges = link.depends_on.iter().map(|v| (v, Edge::DependsOn));
        for (version, kind) in edges.chain(link.revises.iter().map(|v| (v, Edge::Revises))) {
            let Some(parent) = by_version.get(version.as_str()) else {
                return Err(GraphError::Missing { revision: i, parent: version.clone() });
            };
            graph.update_edge(*parent, NodeIndex::new(i), kind);
        }
    }
    Ok(graph)
}

/// Kahn's algorithm with the smallest version first.
fn topological_order(graph: &DiGraph<(), Edge>, links: &[Links<'_>]) -> Result<Vec<usize>, GraphError> {
    let version = |node: NodeIndex| links.get(node.index()).map_or("", |link| link.version);
    let mut waiting_for: Vec<usize> =
        graph.node_indices().map(|node| graph.edges_directed(node, Incoming).count()).collect();
    let mut ready: BinaryHeap<Reverse<(&str, usize)>> = graph
        .node_indices()
        .filter(|node| waiting_for.get(node.index()) == Some(&0))
        .map(|node| Reverse((version(node), node.index())))
        .collect();
    let mut order = Vec::with_capacity(links.len());
    while let Some(Reverse((_, node))) = ready.pop() {
        order.push(node);
        for child in graph.neighbors_directed(NodeIndex::new(node), Outgoing) {
            if let Some(count) = waiting_for.get_mut(child.index()) {
                *count -= 1;
                if *count == 0 {
                    ready.push(Reverse((version(child), child.index())));
                }
            }
        }
    }
    if order.len() == links.len() { Ok(order) } else { Err(GraphError::Cycle(a_cycle(graph))) }
}

/// The first circle, by version.
fn a_cycle(graph: &DiGraph<(), Edge>) -> Vec<usize> {
    let circles = kosaraju_scc(graph).into_iter().filter(|component| {
        component.len() > 1 || component.first().is_some_and(|node| graph.contains_edge(*node, *node))
    });
    let sorted = circles.map(|component| {
        let mut nodes: Vec<usize> = component.into_iter().map(NodeIndex::index).collect();
        nodes.sort_unstable();
        nodes
    });
    sorted.min().unwrap_or_default()
}
