//! What a program depends on: the derives, embedded migrations, test helpers.
