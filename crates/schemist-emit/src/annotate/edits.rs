//! Insertions into a text.

/// What goes in, by byte offset.
#[derive(Debug, Default)]
pub(super) struct Edits {
    insertions: Vec<(usize, String)>,
}

impl Edits {
    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.insertions.push((at, text));
    }

    /// The text with all of it. Where two go to one place they keep their order.
    pub(super) fn applied(&self, text: &str) -> String {
        let mut insertions: Vec<&(usize, String)> = self.insertions.iter().collect();
        insertions.sort_by_key(|(at, _)| *at);
        let mut out = String::with_capacity(text.len() + 256);
        let mut from = 0;
        for (at, insertion) in insertions {
            out.push_str(text.get(from..*at).unwrap_or_default());
            out.push_str(insertion);
            from = *at;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_else_changes() {
        let mut edits = Edits::default();
        edits.insert(4, "Y".into());
        edits.insert(0, "X".into());
        edits.insert(4, "Z".into());
        assert_eq!(edits.applied("aübc"), "XaübYZc");
        assert_eq!(Edits::default().applied("a\r\nb"), "a\r\nb");
    }
}
