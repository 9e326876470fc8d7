use std::collections::BTreeSet;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{Operation, Schema};

use crate::{
    columns, cycles,
    effects::Fact,
    followers,
    graph::{Cycle, Graph, Strength},
    item::Item,
    renames, restrictions, sequences,
};

/// Operations that wait for each other.
const CIRCULAR: Code = Code::new("P102", "circular-dependency");

/// How often foreign keys are taken out of cycles before the rest counts as unbreakable.
const ATTEMPTS: usize = 16;

/// The items in the order in which they can be carried out.
#[derive(Debug)]
pub(crate) struct Ordered {
    pub(crate) items: Vec<Item>,
    /// For each item those before it that it depends on, by place in `items`.
    pub(crate) predecessors: Vec<Vec<usize>>,
    /// The strings in what comes into being: the values of enums that are used are among them.
    pub(crate) literals: BTreeSet<String>,
}

/// Orders the operations by what they need and provide.
///
/// # Errors
/// Where some wait for each other and no foreign key can be taken out of the way.
pub(crate) fn order(
    operations: &[Operation],
    before: &Schema,
    dialect: &Dialect,
) -> Result<Ordered, Vec<Diagnostic>> {
    let items = renames::in_sequence(operations, before, dialect);
    let items = followers::follow_renames(items);
    let mut items = sequences::with_their_columns(columns::in_two_steps(items), dialect);
    items = restrictions::in_two_steps(items);
    let foreign_keys = match dialect.capabilities().foreign_keys_need_target {
        true => Strength::Hard,
        false => Strength::Soft,
    };
    let mut circular = Vec::new();
    for _ in 0..ATTEMPTS {
        let mut graph = Graph::of(&items, foreign_keys);
        match graph.sort() {
            Ok(order) => return Ok(ordered(items, graph, order, dialect)),
            Err(cycles) => {
                circular = cycles;
                match cycles::break_up(items, &circular, dialect) {
                    Ok(broken) => items = broken,
                    Err(same) => return Err(diagnose(&same, &circular)),
                }
            }
        }
    }
    Err(diagnose(&items, &circular))
}

fn ordered(items: Vec<Item>, mut graph: Graph, order: Vec<usize>, dialect: &Dialect) -> Ordered {
    let order = match dialect.capabilities().alters_columns {
        true => order,
        // A table that has to be built anew is so once: its changes stand together.
        false => graph.gather(&order, &items),
    };
    let mut places = vec![0; order.len()];
    for (place, item) in order.iter().enumerate() {
        places[*item] = place;
    }
    let all = graph.predecessors();
    let before = |item: &usize| all[*item].iter().map(|p| places[*p]).collect();
    let predecessors = order.iter().map(before).collect();
    let needs = graph.effects.iter().flat_map(|e| &e.requires);
    let literals = needs.filter_map(|need| match &need.fact {
        Fact::ValueOf(_, value) | Fact::Value(value) => Some(value.clone()),
        Fact::Namespace(_)
        | Fact::Object(_)
        | Fact::Column(_)
        | Fact::ColumnOf(_)
        | Fact::SequenceNamed(_)
        | Fact::Logged(_)
        | Fact::Unlogged(_)
        | Fact::Unrestricted(_)
        | Fact::Key(..) => None,
    });
    let literals = literals.collect();
    let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
    let items = order.iter().filter_map(|i| items.get_mut(*i).and_then(Option::take)).collect();
    Ordered { items, predecessors, literals }
}

fn diagnose(items: &[Item], cycles: &[Cycle]) -> Vec<Diagnostic> {
    let describe = |cycle: &Cycle| {
        let inside = cycle.iter().filter_map(|i| items.get(*i));
        let words: Vec<String> = inside.map(|item| item.operation.describe()).collect();
        Diagnostic::error(CIRCULAR, format!("no order is possible: {} wait for each other", words.join("; ")))
            .with_help("make the change in two revisions")
    };
    cycles.iter().map(describe).collect()
}
