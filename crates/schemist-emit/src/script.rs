use schemist_plan::Plan;

use crate::comment;
use crate::statements::{Blocks, push_block};

/// The first line of a script whose statements cannot all stand in one transaction.
pub(crate) const NO_TRANSACTION: &str = "-- no-transaction\n";

/// A plan as a script for the engine's own client (`psql -1`, `sqlite3`): a comment and the statements of
/// each step. Begins with the line `-- no-transaction` where it must not run in one transaction. Empty for
/// an empty plan.
pub fn script(plan: &Plan) -> String {
    let mut out = String::new();
    if plan.statements().next().is_none() {
        return out;
    }
    let transactional = plan.is_transactional();
    if !transactional {
        out.push_str(NO_TRANSACTION);
    }
    let mut blocks = Blocks::new(plan, transactional);
    push_block(&mut out, &blocks.prologue());
    for step in plan.steps.iter().filter(|s| !s.statements.is_empty()) {
        let mut block: String = step.statements.first().map(|s| blocks.before(s)).unwrap_or_default();
        block.extend(step.operations.iter().map(|o| comment::line(&o.describe())));
        if step.operations.is_empty() {
            block.extend(step.notes.iter().map(|note| comment::line(note)));
        }
        block.push_str(&blocks.statements(&step.statements));
        push_block(&mut out, &block);
    }
    push_block(&mut out, &blocks.epilogue());
    out
}
