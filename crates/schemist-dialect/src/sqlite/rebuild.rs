use schemist_schema::{Operation, Pair, Schema, Table};

use crate::{Capabilities, Statement, Unsupported};

pub(crate) fn alters_in_place(
    _operation: &Operation,
    _state: Pair<&Schema>,
    _capabilities: &Capabilities,
) -> bool {
    todo!()
}

pub(crate) fn rebuild(_table: Pair<&Table>, _state: Pair<&Schema>) -> Result<Vec<Statement>, Unsupported> {
    todo!()
}
