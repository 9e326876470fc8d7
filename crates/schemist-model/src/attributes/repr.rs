//! How the values of an enum are kept, as declared.

use schemist_schema::ColumnType;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::{node::Node, reader};
use crate::{
    Place, codes,
    place::At,
    problem::{Context, Problem},
};

/// `repr = …` and what goes with it.
#[derive(Debug, Clone, Default)]
pub struct ReprDeclaration {
    /// In which way.
    pub kind: Option<At<ReprKind>>,
    /// `length = 20`: the longest value in characters.
    pub length: Option<At<u32>>,
    /// `no_check`: no check holds the numbers.
    pub no_check: bool,
    /// Where `no_check` stands.
    no_check_place: Option<Place>,
    /// The SQL type that Rust's `#[repr(…)]` asks for.
    pub integer: Option<ColumnType>,
}

/// In which way the values of an enum are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReprKind {
    /// As the engine keeps enums.
    #[default]
    Native,
    /// As text that a check holds.
    Check,
    /// As text.
    Text,
    /// As numbers.
    Int,
}

const KINDS: [(&str, ReprKind); 4] = [
    ("native", ReprKind::Native),
    ("check", ReprKind::Check),
    ("text", ReprKind::Text),
    ("int", ReprKind::Int),
];

impl ReprDeclaration {
    /// In which way.
    pub fn kind(&self) -> ReprKind {
        self.kind.as_ref().map(|kind| kind.value).unwrap_or_default()
    }

    /// Takes an entry that is about the representation; whether it was one.
    pub(super) fn take(&mut self, cx: &mut Context, node: &Node) -> bool {
        match node.word() {
            Some("repr") => {
                let value = reader::word(cx, node, &KINDS).map(|kind| At::new(kind, node.place));
                reader::once(cx, &mut self.kind, node, value);
            }
            Some("length") => {
                let value = length(cx, node);
                reader::once(cx, &mut self.length, node, value);
            }
            Some("no_check") => {
                reader::flag(cx, &mut self.no_check, node);
                self.no_check_place = Some(node.place);
            }
            _ => return false,
        }
        true
    }

    /// Reports what does not go together.
    pub(super) fn check(&self, cx: &mut Context) {
        let kind = self.kind();
        let stray = |place: Place, key: &str, with: &str| {
            Problem::error(codes::CONTRADICTION, place, format!("`{key}` goes with {with} alone"))
        };
        if let Some(length) =
            self.length.as_ref().filter(|_| !matches!(kind, ReprKind::Check | ReprKind::Text))
        {
            cx.push(stray(length.place, "length", "`repr = check` and `repr = text`"));
        }
        if let Some(place) = self.no_check_place.filter(|_| kind != ReprKind::Int) {
            let problem = stray(place, "no_check", "`repr = int`");
            cx.push(match kind {
                ReprKind::Check => problem.help("text without a check is `repr = text`"),
                ReprKind::Native | ReprKind::Text | ReprKind::Int => problem,
            });
        }
    }
}

fn length(cx: &mut Context, node: &Node) -> Option<At<u32>> {
    let value = reader::integer(cx, node)?;
    match u32::try_from(value) {
        Ok(length) if length > 0 => Some(At::new(length, node.place)),
        _ => {
            cx.malformed(node.place, "`length` is a number of characters, at least 1");
            None
        }
    }
}

/// The SQL type of `#[repr(i16)]` and the like: the smallest that holds it.
pub(super) fn integer_repr(meta: &syn::Meta) -> Option<ColumnType> {
    let syn::Meta::List(list) = meta else { return None };
    list.tokens.clone().into_iter().find_map(|token| match token.to_string().as_str() {
        "i8" | "u8" | "i16" => Some(ColumnType::SmallInt),
        "u16" | "i32" => Some(ColumnType::Integer),
        "u32" | "i64" | "u64" | "isize" | "usize" => Some(ColumnType::BigInt),
        _ => None,
    })
}

/// The number of a discriminant that is written out.
pub(crate) fn discriminant(expression: &Expr) -> Option<i64> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match &**expr {
            // The smallest number has no positive counterpart.
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => {
                format!("-{}", number.base10_digits()).parse().ok()
            }
            _ => None,
        },
        Expr::Paren(inner) => discriminant(&inner.expr),
        Expr::Group(inner) => discriminant(&inner.expr),
        _ => None,
    }
}
