use schemist_schema::{Operation, Pair, Schema};

use crate::{Statement, Unsupported};

pub(crate) fn render(_operation: &Operation, _state: Pair<&Schema>) -> Result<Vec<Statement>, Unsupported> {
    todo!()
}
