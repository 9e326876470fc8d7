use schemist_schema::ColumnType;

pub(crate) fn parse(_text: &str) -> ColumnType {
    todo!()
}

pub(crate) fn render(_ty: &ColumnType) -> String {
    todo!()
}

pub(crate) fn same(_declared: &ColumnType, _live: &ColumnType, _inferred: bool) -> bool {
    todo!()
}
