pub(crate) mod canonical;
pub(crate) mod capabilities;
pub(crate) mod dependents;
pub(crate) mod new_values;
pub(crate) mod quoting;
pub(crate) mod render;
pub(crate) mod sequences;
pub(crate) mod types;
