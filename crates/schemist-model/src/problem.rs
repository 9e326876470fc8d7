use schemist_diagnostics::{Code, Severity};

use crate::Place;

/// A finding about the source, before its places are turned into lines and columns (the loader) or into
/// compiler errors (the derive).
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which kind of finding.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// What is the matter.
    pub message: String,
    /// The object it is about.
    pub subject: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// What stands below the caret.
    pub label: Option<String>,
    /// Other places that matter.
    pub related: Vec<(Place, String)>,
    /// Why it is so.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Vec<String>,
    /// Edits: what it does, what is replaced, by what.
    pub edits: Vec<(String, Place, String)>,
}

impl Problem {
    /// A finding without a place.
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            subject: None,
            place: None,
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// An error at a place.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(code, Severity::Error, message) }
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(code, Severity::Warning, message) }
    }

    /// A note at a place.
    pub fn note(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(code, Severity::Note, message) }
    }

    /// Names the object it is about.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Says what stands below the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Points at another place.
    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push((place, text.into()));
        self
    }

    /// Says why it is so.
    pub fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds an edit that mends it.
    pub fn edit(mut self, message: impl Into<String>, place: Place, text: impl Into<String>) -> Self {
        self.edits.push((message.into(), place, text.into()));
        self
    }

    /// Suggests the name that was probably meant, if one of the known ones is close enough.
    pub fn did_you_mean<'a>(
        self,
        written: &str,
        place: Place,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        match closest(written, known) {
            Some(name) => {
                let name = name.to_owned();
                self.edit(format!("did you mean `{name}`?"), place, name)
            }
            None => self,
        }
    }
}

/// The known name closest to what was written, if it is close: the bound under which people still
/// recognise their own typing error.
pub(crate) fn closest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&folded, &name.to_lowercase()), name))
        .filter(|(distance, name)| {
            *distance <= (name.chars().count().max(written.chars().count()) / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// What parsing one item or file needs and gathers: marks and problems.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) marks: crate::place::Marks,
    pub(crate) problems: Vec<Problem>,
    /// What `cfg` counts as set.
    pub(crate) cfg: std::sync::Arc<crate::Cfg>,
    /// For the derive, which sees no other items: the constants that were left open, and whether each could be
    /// a mere word.
    pub(crate) unseen: Option<Vec<(crate::place::At<crate::types::PathSyntax>, bool)>>,
}

impl Context {
    /// For one item alone, whose constants are left open.
    pub(crate) fn for_one_item() -> Self {
        Self { unseen: Some(Vec::new()), ..Self::new(0) }
    }

    pub(crate) fn new(file: u32) -> Self {
        Self::with_cfg(file, std::sync::Arc::default())
    }

    pub(crate) fn with_cfg(file: u32, cfg: std::sync::Arc<crate::Cfg>) -> Self {
        Self { marks: crate::place::Marks::new(file), problems: Vec::new(), cfg, unseen: None }
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(crate) fn malformed(&mut self, place: Place, message: impl Into<String>) {
        self.push(Problem::error(crate::codes::MALFORMED_ATTRIBUTE, place, message));
    }

    pub(crate) fn malformed_with(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Problem::error(crate::codes::MALFORMED_ATTRIBUTE, place, message).help(help));
    }
}
