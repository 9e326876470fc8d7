//! Two schemas to the operations that turn one into the other.
