use schemist_schema::{Operation, Pair, Schema};

use crate::{Capabilities, Statement, Unsupported};

pub(crate) fn render(
    _operation: &Operation,
    _state: Pair<&Schema>,
    _capabilities: &Capabilities,
) -> Result<Vec<Statement>, Unsupported> {
    todo!()
}
