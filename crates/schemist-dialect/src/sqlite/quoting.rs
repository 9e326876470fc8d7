pub(crate) fn quote(_identifier: &str) -> String {
    todo!()
}

pub(crate) fn string_literal(_text: &str) -> String {
    todo!()
}
