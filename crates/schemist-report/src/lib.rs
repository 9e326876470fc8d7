//! Diagnostics and plans to the output formats.
