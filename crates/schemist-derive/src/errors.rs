use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use schemist_diagnostics::Severity;
use schemist_model::{Problem, single::Single};

/// The errors among what was found, as compiler errors at their places.
pub(crate) fn compile_errors<T>(single: &Single<T>, more: &[Problem]) -> TokenStream {
    let own = compile_errors_among(single, &single.problems);
    own.into_iter().chain(compile_errors_among(single, more)).collect()
}

/// The errors among some problems, whose places are those of the item.
pub(crate) fn compile_errors_among<T>(single: &Single<T>, problems: &[Problem]) -> TokenStream {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| compile_error(single, problem)).collect()
}

fn compile_error<T>(single: &Single<T>, problem: &Problem) -> TokenStream {
    let spans = problem.place.and_then(|place| single.spans(place));
    let (first, last) = spans.unwrap_or_else(|| (Span::call_site(), Span::call_site()));
    // `join` is not stable inside a macro; an error over two tokens covers all between them.
    let mut tokens = TokenStream::new();
    Ident::new("first", first).to_tokens(&mut tokens);
    Ident::new("last", last).to_tokens(&mut tokens);
    syn::Error::new_spanned(tokens, message(problem)).into_compile_error()
}

fn message(problem: &Problem) -> String {
    let mut text = format!("{} [{}]", problem.message, problem.code);
    for note in &problem.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    for help in &problem.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    for (message, _, replacement) in &problem.edits {
        let shown = replacement.trim();
        match message.contains(shown) {
            true => text.push_str(&format!("\nhelp: {message}")),
            false => text.push_str(&format!("\nhelp: {message}: `{shown}`")),
        }
    }
    text
}
