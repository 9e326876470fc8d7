//! Rust names for tables, columns, enums and their values: idiomatic, unique, and the same on every run.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use schemist_schema::{QualifiedName, Schema, Table, sql::is_plain_identifier};

use crate::scaffold::attributes::is_ident;

/// Type names that a model must not take away from the file it stands in.
const TAKEN_TYPES: [&str; 16] = [
    "Option",
    "Vec",
    "String",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "Box",
    "Self",
    "Model",
    "ModelEnum",
    "Debug",
    "Clone",
    "Copy",
    "Default",
];

/// Field names that would meet a name of Diesel's own inside the module of a table.
const TAKEN_FIELDS: [&str; 8] =
    ["table", "columns", "all_columns", "star", "dsl", "self_", "sql_type", "boxed_query"];

/// Words that end in "s" or sound plural to a rule, and are what people call one of them.
const SINGULAR: [&str; 18] = [
    "data", "metadata", "media", "status", "news", "series", "address", "alias", "bus", "basis", "analysis",
    "settings", "species", "sms", "dns", "lens", "https", "gps",
];

/// Words whose singular the rules get wrong.
const IRREGULAR: [(&str, &str); 3] = [("caches", "cache"), ("lenses", "lens"), ("menus", "menu")];

/// The Rust names of everything in a schema.
pub(crate) struct Names {
    structs: BTreeMap<QualifiedName, String>,
    enums: BTreeMap<QualifiedName, String>,
    fields: BTreeMap<QualifiedName, BTreeMap<String, String>>,
}

impl Names {
    pub(crate) fn of(schema: &Schema) -> Self {
        let mut taken: BTreeSet<String> = TAKEN_TYPES.iter().map(|t| (*t).to_owned()).collect();
        let structs = struct_names(schema, &mut taken);
        let enums = enum_names(schema, &mut taken);
        let fields = schema.tables.values().map(|t| {
            let own = structs.get(&t.name).map(String::as_str).unwrap_or_default();
            (t.name.clone(), field_names(t, own))
        });
        Self { fields: fields.collect(), structs, enums }
    }

    /// Those that are there already. Types of columns have none.
    pub(crate) fn given(
        structs: BTreeMap<QualifiedName, String>,
        fields: BTreeMap<QualifiedName, BTreeMap<String, String>>,
    ) -> Self {
        Self { structs, enums: BTreeMap::new(), fields }
    }

    /// The struct of a table of the schema.
    pub(crate) fn table(&self, table: &QualifiedName) -> Option<&str> {
        self.structs.get(table).map(String::as_str)
    }

    /// The Rust enum of an enum type of the schema.
    pub(crate) fn enum_type(&self, name: &QualifiedName) -> Option<&str> {
        self.enums.get(name).map(String::as_str)
    }

    /// The field of a column.
    pub(crate) fn field(&self, table: &QualifiedName, column: &str) -> Option<&str> {
        self.fields.get(table)?.get(column).map(String::as_str)
    }
}

/// What Diesel takes as the table of a struct, and our models do so too: snake case and an "s".
pub(crate) fn table_by_convention(struct_name: &str) -> String {
    format!("{}s", camel_to_snake(struct_name))
}

/// Diesel's snake case: an underscore before every capital.
fn camel_to_snake(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.chars().enumerate() {
        if i > 0 && c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Snake case of a type or variant name, where all who might read it agree on what that is.
pub(crate) fn undisputed_snake_case(name: &str) -> Option<String> {
    let snake = name.to_snake_case();
    (snake == camel_to_snake(name)).then_some(snake)
}

/// The file of a struct on its own, without the ending. A keyword is one as good as any, but for those that no
/// module can be called.
pub(crate) fn module(struct_name: &str) -> String {
    let module = struct_name.to_snake_case();
    let usable = is_ident(&module) || is_ident(&format!("r#{module}"));
    if usable && module != "enums" { module } else { format!("{module}_") }
}

/// The variants of an enum's values, in their order.
pub(crate) fn variants(values: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let variants = values.iter().map(|value| unique(pascal(value, "Empty", "V"), &mut taken));
    variants.collect()
}

fn struct_names(schema: &Schema, taken: &mut BTreeSet<String>) -> BTreeMap<QualifiedName, String> {
    // Tables of the default namespace come first: theirs are the short names.
    let mut tables: Vec<&QualifiedName> = schema.tables.keys().collect();
    tables.sort_by_key(|name| (name.namespace.is_some(), *name));
    let known: BTreeSet<String> = tables.iter().map(|table| words(&table.name)).collect();
    let mut names = BTreeMap::new();
    for table in tables {
        let whole = pascal(&table.name, "Table", "T");
        let one = pascal(&one_of(&table.name, &known), "Table", "T");
        let mut candidates = vec![one.clone(), whole.clone()];
        if let Some(namespace) = &table.namespace {
            candidates.push(format!("{}{one}", pascal(namespace, "Schema", "S")));
        }
        candidates.push(format!("{whole}Row"));
        names.insert(table.clone(), first_free(candidates, taken));
    }
    names
}

fn enum_names(schema: &Schema, taken: &mut BTreeSet<String>) -> BTreeMap<QualifiedName, String> {
    let mut types: Vec<&QualifiedName> = schema.enums.keys().collect();
    types.sort_by_key(|name| (name.namespace.is_some(), *name));
    let mut names = BTreeMap::new();
    for name in types {
        let whole = pascal(&name.name, "Enum", "E");
        let mut candidates = vec![whole.clone()];
        if let Some(namespace) = &name.namespace {
            candidates.push(format!("{}{whole}", pascal(namespace, "Schema", "S")));
        }
        candidates.push(format!("{whole}Kind"));
        names.insert(name.clone(), first_free(candidates, taken));
    }
    names
}

fn field_names(table: &Table, struct_name: &str) -> BTreeMap<String, String> {
    // Columns that are field names as they are keep theirs; no other field may look like another column.
    let is_free = |name: &str| {
        is_plain_identifier(name)
            && is_ident(name)
            && !TAKEN_FIELDS.contains(&name)
            // Diesel brings the table and its columns into one namespace.
            && name != table.name.name
            && name != table_by_convention(struct_name)
    };
    let mut fields = BTreeMap::new();
    let mut taken: BTreeSet<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    taken.extend(TAKEN_FIELDS.iter().map(|f| (*f).to_owned()));
    taken.insert(table.name.name.clone());
    taken.insert(table_by_convention(struct_name));
    for column in table.columns.iter() {
        if is_free(&column.name) {
            fields.insert(column.name.clone(), column.name.clone());
            continue;
        }
        let mut wanted = snake(&column.name);
        if !is_ident(&wanted) || taken.contains(&wanted) {
            wanted.push('_');
        }
        fields.insert(column.name.clone(), unique(wanted, &mut taken));
    }
    fields
}

/// Lower snake case in ASCII; never empty, never with a digit in front, possibly a keyword.
fn snake(name: &str) -> String {
    let snake = ascii(name).to_snake_case();
    match snake.chars().next() {
        None => "column".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("_{snake}"),
        Some(_) => snake,
    }
}

/// Upper camel case in ASCII, with a word for what has no letters and a letter before digits.
fn pascal(name: &str, empty: &str, before_digits: &str) -> String {
    let pascal = ascii(name).to_upper_camel_case();
    match pascal.chars().next() {
        None => empty.to_owned(),
        Some(c) if c.is_ascii_digit() => format!("{before_digits}{pascal}"),
        Some(_) if !is_ident(&pascal) => format!("{pascal}_"),
        Some(_) => pascal,
    }
}

fn ascii(name: &str) -> String {
    let ascii = deunicode::deunicode(name);
    ascii.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

fn words(name: &str) -> String {
    ascii(name).to_snake_case()
}

/// What a row of a table is called: the last word in the singular, and the name of another table in front
/// of it as well, as in `crates_categories` beside `crates`.
fn one_of(name: &str, tables: &BTreeSet<String>) -> String {
    let words = words(name);
    let breaks = words.match_indices('_').map(|(at, _)| at);
    let parent =
        breaks.rev().filter_map(|at| words.split_at_checked(at)).find(|(head, _)| tables.contains(*head));
    match parent {
        Some((head, rest)) => format!("{}_{}", one_of(head, tables), singular(rest)),
        None => singular(&words),
    }
}

/// The last word in the singular.
fn singular(name: &str) -> String {
    let words = words(name);
    let (head, last) = match words.rsplit_once('_') {
        Some((head, last)) => (format!("{head}_"), last),
        None => (String::new(), words.as_str()),
    };
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == last) {
        return format!("{head}{one}");
    }
    let keeps = last.len() < 3 || SINGULAR.contains(&last) || last.ends_with("ss") || last.ends_with("us");
    let last = if keeps { last.to_owned() } else { pluralizer::pluralize(last, 1, false) };
    format!("{head}{last}")
}

fn first_free(candidates: Vec<String>, taken: &mut BTreeSet<String>) -> String {
    let last = candidates.last().cloned().unwrap_or_default();
    let free = candidates.into_iter().find(|c| !taken.contains(c));
    unique(free.unwrap_or(last), taken)
}

fn unique(wanted: String, taken: &mut BTreeSet<String>) -> String {
    let mut name = wanted.clone();
    let mut count = 2;
    while !taken.insert(name.clone()) {
        name =
            format!("{}{}{count}", wanted, if wanted.ends_with('_') || is_camel(&wanted) { "" } else { "_" });
        count += 1;
    }
    name
}

fn is_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Column, ColumnType, EnumType};

    use super::*;

    fn tables(names: &[&str]) -> Vec<String> {
        let mut schema = Schema::default();
        for name in names {
            let name = match name.split_once('.') {
                Some((namespace, name)) => QualifiedName::in_namespace(Some(namespace.to_owned()), name),
                None => QualifiedName::new(*name),
            };
            schema.insert_table(Table::new(name));
        }
        let rust = Names::of(&schema);
        schema.tables.keys().map(|t| rust.table(t).unwrap().to_owned()).collect()
    }

    fn check(table: &str, expected: &str) {
        assert_eq!(tables(&[table]), [expected], "{table}");
    }

    #[test]
    fn structs_are_singular() {
        check("users", "User");
        check("order_items", "OrderItem");
        check("user_addresses", "UserAddress");
        check("categories", "Category");
        check("person_statuses", "PersonStatus");
        check("order_status", "OrderStatus");
        check("caches", "Cache");
        check("movies", "Movie");
        check("people", "Person");
        check("crates_categories", "CratesCategory");
        check("metadata", "Metadata");
        check("PlaylistTrack", "PlaylistTrack");
        check("Invoices", "Invoice");
        check("version_downloads", "VersionDownload");
        check("moz_bookmarks_deleted", "MozBookmarksDeleted");
        check("canvas", "Canvas");
        check("access", "Access");
        check("s", "S");
        check("days", "Day");
    }

    #[test]
    fn names_of_other_tables_are_singular_too() {
        let check = |names: &[&str], expected: &[&str]| assert_eq!(tables(names), expected);
        check(&["crates", "crates_categories"], &["Crate", "CrateCategory"]);
        check(&["Users", "Users_Roles"], &["User", "UserRole"]);
        check(&["versions", "versions_published_by"], &["Version", "VersionPublishedBy"]);
        check(&["trips", "trips_stops", "trips_stops_seats"], &["Trip", "TripStop", "TripStopSeat"]);
    }

    #[test]
    fn hostile_names_become_types() {
        check("2fa tokens", "T2faToken");
        check("", "Table");
        check("🦀", "Crab");
        check("\"; drop", "Drop");
        check("größen", "Grossen");
        check("self", "Self_");
        check("options", "Options");
        check("strings", "Strings");
        check("option", "OptionRow");
    }

    #[test]
    fn structs_do_not_collide() {
        let distinct: BTreeSet<String> =
            tables(&["user", "users", "Users", "USER", "a.users", "b.user"]).into_iter().collect();
        assert_eq!(distinct.len(), 6);
        assert_eq!(tables(&["a.users", "users"]), ["User", "Users"]);
    }

    #[test]
    fn fields_are_unique_and_no_other_column() {
        let mut table = Table::new("city".into());
        for name in [
            "id", "type", "Type", "type_", "city", "my col", "2nd", "ArtistId", "self", "table", "Größe", "_",
        ] {
            table.columns.push(Column::new(name, ColumnType::Text));
        }
        let fields = field_names(&table, "City");
        let of = |c: &str| fields.get(c).unwrap().as_str();
        assert_eq!(of("id"), "id");
        assert_eq!(of("type_"), "type_");
        assert_eq!(of("type"), "type_2");
        assert_eq!(of("Type"), "type_3");
        assert_eq!(of("city"), "city_");
        assert_eq!(of("my col"), "my_col");
        assert_eq!(of("2nd"), "_2nd");
        assert_eq!(of("ArtistId"), "artist_id");
        assert_eq!(of("self"), "self_2");
        assert_eq!(of("table"), "table_");
        assert_eq!(of("Größe"), "grosse");
        assert_eq!(of("_"), "column");
        let distinct: BTreeSet<&String> = fields.values().collect();
        assert_eq!(distinct.len(), fields.len());
    }

    #[test]
    fn variants_are_unique() {
        let values = ["new", "NEW", "", "in progress", "1st", "Self", "ü"].map(str::to_owned);
        assert_eq!(variants(&values), ["New", "New2", "Empty", "InProgress", "V1st", "Self_", "U"]);
    }

    #[test]
    fn enums_leave_tables_their_names() {
        let mut schema = Schema::default();
        schema.insert_table(Table::new("statuses".into()));
        let name = QualifiedName::new("status");
        schema.enums.insert(
            name.clone(),
            EnumType { name: name.clone(), values: vec![], comment: None, origin: Default::default() },
        );
        assert_eq!(Names::of(&schema).enum_type(&name), Some("StatusKind"));
    }
}
