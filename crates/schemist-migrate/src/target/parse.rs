//! A target, taken apart: `label@head-2` is the branch `label`, the symbol `head`, and two steps down.

/// Steps from somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) up: bool,
    pub(super) count: usize,
}

/// The parts of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target<'a> {
    /// What stands before `@`.
    pub(super) branch: Option<&'a str>,
    /// Empty where the steps are from where the database stands.
    pub(super) symbol: &'a str,
    pub(super) steps: Option<Steps>,
}

/// The words that stand for revisions whatever these are called.
pub(super) const WORDS: [&str; 4] = ["head", "heads", "base", "current"];

impl<'a> Target<'a> {
    /// Without steps.
    pub(super) fn whole(text: &'a str) -> Self {
        let (branch, symbol) = split_branch(text);
        Self { branch, symbol, steps: None }
    }

    /// With the steps at its end; `None` where there are none.
    pub(super) fn relative(text: &'a str) -> Option<Self> {
        let (branch, rest) = split_branch(text);
        let sign = rest.rfind(['+', '-'])?;
        let (symbol, steps) = rest.split_at(sign);
        let up = steps.starts_with('+');
        let steps = steps.get(1..)?;
        let digits = !steps.is_empty() && steps.bytes().all(|b| b.is_ascii_digit());
        // A number too large for usize is more than there can be.
        let count = steps.parse().unwrap_or(usize::MAX);
        digits.then_some(Self { branch, symbol, steps: Some(Steps { up, count }) })
    }

    /// Whether the steps are surely meant as such: `-1`, `head-2`. A version may hold dashes and digits too.
    pub(super) fn is_plainly_relative(&self) -> bool {
        self.steps.is_some() && (self.symbol.is_empty() || WORDS.contains(&self.symbol))
    }
}

fn split_branch(text: &str) -> (Option<&str>, &str) {
    match text.split_once('@') {
        Some((branch, rest)) if !branch.is_empty() => (Some(branch), rest),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = Target::relative(text).map_or("none".to_owned(), |t| {
            let steps = t.steps.unwrap();
            let sign = if steps.up { '+' } else { '-' };
            format!("{} {} {sign}{}", t.branch.unwrap_or("."), t.symbol, steps.count)
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn targets_are_taken_apart() {
        check("+2", ".  +2");
        check("head-1", ". head -1");
        check("2026-11-21-1", ". 2026-11-21 -1");
        check("shop@head-2", "shop head -2");
        check("shop@+1", "shop  +1");
        check("shop-eu@-1", "shop-eu  -1");
        check("shop@head", "none");
        check("a-b", "none");
        check("-", "none");
        check("@+1", ". @ +1");
        assert_eq!(Target::whole("shop@head").branch, Some("shop"));
    }
}
