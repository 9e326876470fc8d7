//! The derives Model and ModelEnum: a shell over schemist-model.
