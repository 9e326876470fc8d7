//! Which extension brings a type, operator class or function that is missing.

/// Names that people use in schemas, of the extensions that come with PostgreSQL and of the widespread ones. A
/// name that ends in `*` stands for all that begin so.
const BROUGHT: &[(&str, &[&str])] = &[
    ("citext", &["citext"]),
    ("hstore", &["hstore", "gin_hstore_ops", "gist_hstore_ops"]),
    ("ltree", &["ltree", "lquery", "ltxtquery", "gist_ltree_ops", "gist__ltree_ops"]),
    ("cube", &["cube", "gist_cube_ops"]),
    ("seg", &["seg"]),
    ("isn", &["ean13", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "upc"]),
    ("intarray", &["query_int", "gin__int_ops", "gist__int_ops", "gist__intbig_ops"]),
    ("pg_trgm", &["gin_trgm_ops", "gist_trgm_ops", "similarity", "word_similarity", "show_trgm"]),
    (
        "btree_gist",
        &["gist_int4_ops", "gist_int8_ops", "gist_text_ops", "gist_uuid_ops", "gist_timestamptz_ops"],
    ),
    (
        "uuid-ossp",
        &[
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v3",
            "uuid_generate_v4",
            "uuid_generate_v5",
        ],
    ),
    ("pgcrypto", &["gen_salt", "crypt", "digest", "hmac", "gen_random_bytes", "pgp_sym_encrypt"]),
    ("unaccent", &["unaccent"]),
    ("fuzzystrmatch", &["levenshtein", "soundex", "metaphone", "dmetaphone"]),
    ("postgis", &["geometry", "geography", "box2d", "box3d", "st_*", "gist_geometry_ops_2d"]),
    ("vector", &["vector", "halfvec", "sparsevec", "vector_*", "halfvec_*", "sparsevec_*"]),
    ("earthdistance", &["earth", "ll_to_earth", "earth_distance"]),
];

/// The extension that brings something of a name.
pub(crate) fn extension_of(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let is = |known: &str| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == known,
    };
    let found = BROUGHT.iter().find(|(_, names)| names.iter().any(|known| is(known)));
    found.map(|(extension, _)| *extension)
}

/// The extension without which a server says such a thing.
pub(crate) fn extension_for_error(message: &str) -> Option<&'static str> {
    if message.contains("no default operator class for access method \"gist\"") {
        return Some("btree_gist");
    }
    if message.contains("no default operator class for access method \"gin\"") {
        return Some("btree_gin");
    }
    let is_missing = message.contains("does not exist");
    let words = message.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    // What comes first is what is missing, and behind it the types of its arguments.
    words.filter(|_| is_missing).find_map(extension_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_tells_the_extension() {
        assert_eq!(extension_of("CITEXT"), Some("citext"));
        assert_eq!(extension_of("st_area"), Some("postgis"));
        assert_eq!(extension_of("text"), None);
        let check =
            |message: &str, expected: Option<&str>| assert_eq!(extension_for_error(message), expected);
        check("type \"citext\" does not exist", Some("citext"));
        check("function uuid_generate_v4() does not exist", Some("uuid-ossp"));
        check("operator class \"gin_trgm_ops\" does not exist for access method \"gin\"", Some("pg_trgm"));
        check(
            "data type integer has no default operator class for access method \"gist\"",
            Some("btree_gist"),
        );
        check("column \"vector\" is of type integer", None);
        check("type \"mood\" does not exist", None);
    }
}
