use serde::{Deserialize, Serialize};

/// Both sides of a comparison: what was, and what comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pair<T> {
    /// What is there now (the live database, the earlier revision).
    pub previous: T,
    /// What is wanted (the models, the later revision).
    pub next: T,
}

impl<T> Pair<T> {
    /// Both sides.
    pub fn new(previous: T, next: T) -> Self {
        Self { previous, next }
    }

    /// The same function on both sides.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { previous: f(self.previous), next: f(self.next) }
    }

    /// The sides exchanged.
    pub fn swap(self) -> Pair<T> {
        Pair { previous: self.next, next: self.previous }
    }

    /// Borrowed sides.
    pub fn as_ref(&self) -> Pair<&T> {
        Pair { previous: &self.previous, next: &self.next }
    }
}

impl<T: PartialEq> Pair<T> {
    /// Whether the sides are equal.
    pub fn is_same(&self) -> bool {
        self.previous == self.next
    }
}
