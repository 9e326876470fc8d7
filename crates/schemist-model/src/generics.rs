//! Models with type parameters: a table has one set of columns, so exactly one alias must say what they are.

use crate::{
    Problem, codes,
    homes::ModelHomes,
    item::ModelItem,
    lower::Lowering,
    source::{Kind, Meaning, Symbol, Symbols, Wrapped},
    types::{PathSyntax, TypeSyntax},
};

/// The homes of a model, with its parameters bound by the alias that stands for it (`type UserEvent =
/// Event<User>;`). `None`, with a finding, where no alias does, or several do.
pub(crate) fn instance<'a>(
    cx: &mut Lowering<'_>,
    symbols: &'a Symbols<'a>,
    index: usize,
    item: &'a ModelItem,
    homes: ModelHomes<'a>,
) -> Option<ModelHomes<'a>> {
    let Some(parameter) = item.parameters.first() else { return Some(homes) };
    let aliases = aliases(symbols, index, item);
    if let [(alias, path)] = aliases.as_slice() {
        return Some(homes.instance(item, &alias.scope, &path.arguments));
    }
    let name = &item.name;
    let because = "a table has one set of columns, and an alias says which: `type UserEvent = Event<User>;`";
    cx.push(match aliases.is_empty() {
        true => Problem::warning(
            codes::GENERIC_MODEL,
            item.place,
            format!("nothing says what `{}` is in `{name}`, so it declares no table", parameter.value),
        )
        .because(because)
        .help("write such an alias, or a struct for each table"),
        false => {
            let message = format!("`{name}` would declare several tables of one name");
            let problem = Problem::error(codes::GENERIC_MODEL, item.place, message)
                .because(because)
                .help("write a struct for each table, and what they have in common as a part to embed");
            aliases.iter().fold(problem, |problem, (alias, _)| {
                problem.related(alias.definition.place, format!("`{}` is one", alias.definition.name))
            })
        }
    });
    None
}

/// The aliases that give a model as many arguments as it has parameters.
fn aliases<'a>(
    symbols: &'a Symbols<'a>,
    index: usize,
    item: &ModelItem,
) -> Vec<(&'a Symbol<'a>, &'a PathSyntax)> {
    let alias = |symbol: &'a Symbol<'a>| match &symbol.definition.kind {
        Kind::Alias(Wrapped { inner: TypeSyntax::Path(path), .. })
            if path.arguments.len() == item.parameters.len() =>
        {
            Some((symbol, path))
        }
        _ => None,
    };
    let means = |symbol: &Symbol<'_>, path: &PathSyntax| matches!(symbols.find(&symbol.scope, &path.segments), Meaning::Definitions(found) if found == [index]);
    let all = symbols.all.iter().filter_map(alias);
    all.filter(|(symbol, path)| means(symbol, path)).collect()
}
