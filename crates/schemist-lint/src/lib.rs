//! A plan to diagnostics: one file per rule.
