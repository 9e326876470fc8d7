use schemist_diagnostics::Diagnostic;
use schemist_schema::Schema;

use crate::Capabilities;

pub(crate) fn canonicalize(_schema: &mut Schema, _capabilities: &Capabilities) -> Vec<Diagnostic> {
    todo!()
}
