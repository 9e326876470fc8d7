pub(crate) mod canonical;
pub(crate) mod capabilities;
pub(crate) mod quoting;
pub(crate) mod rebuild;
pub(crate) mod render;
pub(crate) mod types;
