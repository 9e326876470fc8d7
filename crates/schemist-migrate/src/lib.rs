//! Revision graph, ledger, apply and revert.
