//! Objects outside the core that stand in the way. Where the engine lets no view (rule, policy, trigger, function)
//! outlive a change of what it names, the plan drops it before the first such change and makes it again, as it
//! was, behind the last one. What cannot be made again, because what it names is gone for good, is an error that
//! names it. And what went with a dropped table comes back where the table does.

use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::{Dialect, Disturbance};
use schemist_schema::sql::rename_cast_value;
use schemist_schema::{ApplyError, Operation, Pair, QualifiedName, Schema, UnmanagedKind, UnmanagedObject};

use crate::{Step, item::Item};

/// An object outside the core needs what goes.
pub(crate) const IN_THE_WAY: Code = Code::new("P104", "object-in-the-way");

/// The steps that go before and behind groups of items, by their places, and at the end.
#[derive(Debug, Default)]
pub(crate) struct Detours {
    ahead: BTreeMap<usize, Step>,
    behind: BTreeMap<usize, Step>,
    pub(crate) end: Vec<Step>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Detours {
    /// Puts what goes before and behind a group around the steps that it became, which begin at a place.
    pub(crate) fn lay(&mut self, place: usize, from: usize, steps: &mut Vec<Step>) {
        if let Some(step) = self.ahead.remove(&place) {
            steps.insert(from.min(steps.len()), step);
        }
        steps.extend(self.behind.remove(&place));
    }

    /// The detours that the items need, carried out in these groups.
    ///
    /// # Errors
    /// Where an item does not fit the schema.
    pub(crate) fn around(
        items: &[Item],
        groups: &[Vec<usize>],
        before: &Schema,
        dialect: &Dialect,
    ) -> Result<Self, ApplyError> {
        let in_the_way = dialect.capabilities().objects_stand_in_the_way && !before.unmanaged.is_empty();
        if !in_the_way && before.departed.is_empty() {
            return Ok(Self::default());
        }
        let mut survey = Survey::new(before);
        let groups: Vec<Vec<&Item>> =
            groups.iter().map(|group| group.iter().filter_map(|place| items.get(*place)).collect()).collect();
        for (place, item) in
            groups.iter().enumerate().flat_map(|(i, group)| group.iter().map(move |g| (i, g)))
        {
            survey.pass(place, item, dialect)?;
        }
        let mut detours = Self { diagnostics: survey.let_fade(), ..Self::default() };
        survey.settle();
        detours.refuse_or_plan(&survey, &groups, before, dialect)?;
        detours.bring_back(&survey, dialect);
        Ok(detours)
    }

    fn refuse_or_plan(
        &mut self,
        survey: &Survey,
        groups: &[Vec<&Item>],
        before: &Schema,
        dialect: &Dialect,
    ) -> Result<(), ApplyError> {
        let refused: BTreeSet<usize> = survey
            .away
            .iter()
            .filter_map(|(object, away)| {
                let diagnostic = survey.refusal(*object, away)?;
                self.diagnostics.push(diagnostic);
                Some(*object)
            })
            .collect();
        if !refused.is_empty() {
            return Ok(());
        }
        let mut walk = Walk::new(before);
        for (place, group) in groups.iter().enumerate() {
            let starts = survey.in_order(|away| away.first == place);
            if !starts.is_empty() {
                self.ahead.extend(removal(survey, &walk, starts, dialect).map(|step| (place, step)));
            }
            group.iter().try_for_each(|item| walk.step(item))?;
            let ends = survey.in_order(|away| away.last == place);
            if !ends.is_empty() {
                self.behind.extend(restoration(&walk, ends, dialect).map(|step| (place, step)));
            }
        }
        Ok(())
    }

    /// What hung on tables that came back.
    fn bring_back(&mut self, survey: &Survey, dialect: &Dialect) {
        for table in &survey.returned {
            let schema = &survey.walk.state.previous;
            let attached: Vec<&UnmanagedObject> =
                schema.unmanaged.iter().filter(|o| o.is_attached_to(table)).collect();
            let statements: Vec<_> = attached.iter().flat_map(|o| dialect.restore_object(o)).collect();
            for object in attached.iter().filter(|o| dialect.restore_object(o).is_empty()) {
                let words = in_words(object);
                self.diagnostics.push(
                    Diagnostic::warning(
                        IN_THE_WAY,
                        format!("{words} went with its table and does not come back"),
                    )
                    .with_subject(object.name.to_string())
                    .with_help("write the statement that makes it again into the revision"),
                );
            }
            if !statements.is_empty() {
                let words: Vec<String> = attached.iter().map(|o| in_words(o)).collect();
                let notes = vec![format!("what hung on {table} comes back: {}", words.join(", "))];
                self.end.push(Step { operations: Vec::new(), statements, notes });
            }
        }
    }
}

/// The statements that drop objects, those that use others first.
fn removal(survey: &Survey, walk: &Walk, mut objects: Vec<usize>, dialect: &Dialect) -> Option<Step> {
    objects.reverse();
    let leaving: BTreeSet<&QualifiedName> = survey
        .away
        .keys()
        .filter_map(|i| walk.objects.get(*i))
        .filter(|o| is_relation(o.kind))
        .map(|o| &o.name)
        .collect();
    let mut statements = Vec::new();
    let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for index in objects {
        let (Some(object), Some(away)) = (walk.objects.get(index), survey.away.get(&index)) else { continue };
        // What hangs on a view goes with it.
        let goes_along = object.table.as_ref().is_some_and(|table| leaving.contains(table));
        if !goes_along {
            statements.extend(dialect.remove_object(object));
        }
        reasons.entry(&away.why).or_default().push(in_words(object));
    }
    let note = |(why, objects): (&str, Vec<String>)| {
        format!("in the way of \"{why}\", and made again below as they were: {}", objects.join(", "))
    };
    let notes = reasons.into_iter().map(note).collect();
    (!statements.is_empty()).then(|| Step { operations: Vec::new(), statements, notes })
}

/// The statements that make objects again, those that are used by others first.
fn restoration(walk: &Walk, objects: Vec<usize>, dialect: &Dialect) -> Option<Step> {
    let objects: Vec<&UnmanagedObject> = objects.iter().filter_map(|i| walk.objects.get(*i)).collect();
    let statements: Vec<_> = objects.iter().flat_map(|o| dialect.restore_object(o)).collect();
    let words: Vec<String> = objects.iter().map(|o| in_words(o)).collect();
    let notes = vec![format!("made again as they were: {}", words.join(", "))];
    (!statements.is_empty()).then(|| Step { operations: Vec::new(), statements, notes })
}

/// The schema on its way through the items, and the objects by their places in the list before.
struct Walk {
    state: Pair<Schema>,
    objects: Vec<UnmanagedObject>,
}

impl Walk {
    fn new(before: &Schema) -> Self {
        Self { state: Pair::new(before.clone(), before.clone()), objects: before.unmanaged.clone() }
    }

    fn step(&mut self, item: &Item) -> Result<(), ApplyError> {
        self.look_ahead(item)?;
        self.arrive(item)
    }

    /// Moves the schema after the item on.
    fn look_ahead(&mut self, item: &Item) -> Result<(), ApplyError> {
        item.covered().iter().try_for_each(|operation| self.state.next.apply(operation))
    }

    /// Moves the schema before the item on.
    fn arrive(&mut self, item: &Item) -> Result<(), ApplyError> {
        for operation in item.covered() {
            self.state.previous.apply(operation)?;
            let schema = &self.state.previous;
            self.objects.iter_mut().for_each(|object| object.follow(operation, schema));
        }
        Ok(())
    }
}

/// An object that has to make way.
#[derive(Debug, Clone)]
struct Away {
    /// The first item that it stands in the way of, and the last one that it has to wait for.
    first: usize,
    last: usize,
    /// The first item in words.
    why: String,
}

/// Who has to make way of what.
struct Survey {
    walk: Walk,
    away: BTreeMap<usize, Away>,
    /// Objects that went with the table they hang on.
    gone: BTreeSet<usize>,
    /// When something that an object names last came into being.
    provided: BTreeMap<usize, usize>,
    /// What was taken away and not given back.
    lost: Disturbance,
    /// Values that enums were left without.
    lost_values: Vec<(QualifiedName, String)>,
    /// Tables that came back.
    returned: Vec<QualifiedName>,
}

impl Survey {
    fn new(before: &Schema) -> Self {
        Self {
            walk: Walk::new(before),
            away: BTreeMap::new(),
            gone: BTreeSet::new(),
            provided: BTreeMap::new(),
            lost: Disturbance::default(),
            lost_values: Vec::new(),
            returned: Vec::new(),
        }
    }

    fn pass(&mut self, place: usize, item: &Item, dialect: &Dialect) -> Result<(), ApplyError> {
        self.walk.look_ahead(item)?;
        if !item.silent {
            for operation in item.covered() {
                let disturbance = dialect.disturbs(operation, self.walk.state.as_ref());
                self.disturb(place, operation, &disturbance);
                self.provide(place, operation);
            }
        }
        self.walk.arrive(item)
    }

    fn disturb(&mut self, place: usize, operation: &Operation, disturbance: &Disturbance) {
        if let Operation::DropTable { table } = operation {
            let objects = self.walk.objects.iter().enumerate();
            self.gone.extend(objects.filter(|(_, o)| o.is_attached_to(&table.name)).map(|(i, _)| i));
        }
        if disturbance.is_empty() {
            return;
        }
        self.lose(operation, disturbance);
        let objects = self.walk.objects.iter().enumerate();
        let concerned = objects.filter(|(i, o)| !self.gone.contains(i) && disturbance.concerns(o));
        let mut blocked: Vec<usize> = concerned.map(|(i, _)| i).collect();
        let mut seen: BTreeSet<usize> = blocked.iter().copied().collect();
        while let Some(object) = blocked.pop() {
            let away = self.away.entry(object).or_insert_with(|| Away {
                first: place,
                last: place,
                why: operation.describe(),
            });
            away.last = place;
            let users: Vec<usize> = self.users(object).filter(|user| seen.insert(*user)).collect();
            blocked.extend(users);
        }
    }

    /// Remembers what goes for good; what comes back is taken out again by [`Survey::provide`].
    fn lose(&mut self, operation: &Operation, disturbance: &Disturbance) {
        self.lost.relations.extend(disturbance.relations.iter().cloned());
        self.lost.constraints.extend(disturbance.constraints.iter().cloned());
        if let Operation::DropColumn { .. } = operation {
            self.lost.gone.extend(disturbance.gone.iter().cloned());
        }
        if let Operation::DropEnum { .. } = operation {
            self.lost.types.extend(disturbance.types.iter().cloned());
        }
        if let Operation::AlterEnum { name, values } = operation {
            let gone = values.previous.iter().filter(|value| !values.next.contains(value));
            self.lost_values.extend(gone.map(|value| (name.clone(), value.clone())));
        }
        if disturbance.namespace.is_some() {
            self.lost.namespace.clone_from(&disturbance.namespace);
        }
    }

    fn provide(&mut self, place: usize, operation: &Operation) {
        let column = match operation {
            Operation::AddColumn { table, column } => Some((table.clone(), column.name.clone())),
            _ => None,
        };
        let constraint = match operation {
            Operation::AddConstraint { table, constraint } => {
                constraint.name().map(|name| (table.clone(), name.to_owned()))
            }
            _ => None,
        };
        let table = match operation {
            Operation::CreateTable { table } => Some(&table.name),
            _ => None,
        };
        if let Some(table) = table {
            self.lost.relations.remove(table);
            if self.walk.state.previous.departed.iter().any(|o| o.is_attached_to(table)) {
                self.returned.push(table.clone());
            }
        }
        self.lost.gone.retain(|gone| Some(gone) != column.as_ref());
        self.lost.constraints.retain(|gone| Some(gone) != constraint.as_ref());
        for (i, object) in self.walk.objects.iter().enumerate() {
            let names_column = column.as_ref().is_some_and(|c| object.ties.columns.contains(c));
            let names_constraint = constraint.as_ref().is_some_and(|c| object.ties.constraints.contains(c));
            if names_column || names_constraint || table.is_some_and(|t| object.depends_on.contains(t)) {
                self.provided.insert(i, place);
            }
            // The server drops them with the column, without a word.
            if fades(object.kind) && names_column && !self.gone.contains(&i) {
                let why = operation.describe();
                let away = Away { first: place, last: place, why };
                self.away.entry(i).or_insert(away);
            }
        }
    }

    /// The objects that cannot be without an object.
    fn users(&self, object: usize) -> impl Iterator<Item = usize> {
        let used = self.walk.objects.get(object);
        let objects = self.walk.objects.iter().enumerate();
        objects.filter(move |(_, other)| used.is_some_and(|used| uses(other, used))).map(|(i, _)| i)
    }

    /// What goes with a column without standing in its way: it cannot come back without it.
    fn let_fade(&mut self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (i, object) in self.walk.objects.iter().enumerate().filter(|(_, o)| fades(o.kind)) {
            let missing = self.missing(object);
            if missing.is_empty() {
                continue;
            }
            self.away.remove(&i);
            if !self.gone.contains(&i) && object.kind == UnmanagedKind::Statistics {
                let message = format!("{} goes with {}", in_words(object), missing.join(", "));
                diagnostics.push(
                    Diagnostic::warning(IN_THE_WAY, message)
                        .with_subject(object.name.to_string())
                        .with_help("where it is still wanted without that, create it again in the revision"),
                );
            }
        }
        diagnostics
    }

    /// Who uses what comes back waits for what it uses.
    fn settle(&mut self) {
        for (object, place) in &self.provided {
            if let Some(away) = self.away.get_mut(object) {
                away.last = away.last.max(*place);
            }
        }
        for object in self.in_order(|_| true) {
            let waits_for =
                self.away.iter().filter(|(other, _)| self.uses(object, **other)).map(|(_, a)| a.last);
            let last = waits_for.max();
            if let (Some(away), Some(last)) = (self.away.get_mut(&object), last) {
                away.last = away.last.max(last);
            }
        }
    }

    fn uses(&self, user: usize, used: usize) -> bool {
        match (self.walk.objects.get(user), self.walk.objects.get(used)) {
            (Some(user), Some(used)) => uses(user, used),
            _ => false,
        }
    }

    /// Those that make way and are chosen, what is used before what uses it.
    fn in_order(&self, chosen: impl Fn(&Away) -> bool) -> Vec<usize> {
        let mut order = Vec::new();
        for object in self.away.iter().filter(|(_, away)| chosen(away)).map(|(object, _)| *object) {
            self.place(object, &chosen, &mut order, &mut BTreeSet::new());
        }
        order
    }

    fn place(
        &self,
        object: usize,
        chosen: &impl Fn(&Away) -> bool,
        order: &mut Vec<usize>,
        open: &mut BTreeSet<usize>,
    ) {
        if order.contains(&object) || !open.insert(object) {
            return;
        }
        let used = self.away.iter().filter(|(other, away)| chosen(away) && self.uses(object, **other));
        for other in used.map(|(other, _)| *other).collect::<Vec<_>>() {
            self.place(other, chosen, order, open);
        }
        order.push(object);
    }

    /// Why an object cannot make way, or cannot come back.
    fn refusal(&self, object: usize, away: &Away) -> Option<Diagnostic> {
        let object = self.walk.objects.get(object)?;
        let fades = fades(object.kind);
        let words = in_words(object);
        let why = &away.why;
        let missing = self.missing(object);
        let message = if let [needed_by, ..] = object.ties.needed_by.as_slice()
            && !fades
        {
            format!(
                "{words} stands in the way of \"{why}\", and cannot make way because {needed_by} needs it"
            )
        } else if !missing.is_empty() {
            format!("{words} needs {}, which goes: it stands in the way of \"{why}\"", missing.join(", "))
        } else if !fades && (object.definition.is_none() || !makes_way(object.kind)) {
            format!("{words} stands in the way of \"{why}\", and how to make it again is not known")
        } else {
            return None;
        };
        let diagnostic = Diagnostic::error(IN_THE_WAY, message).with_subject(object.name.to_string());
        Some(diagnostic.with_help(format!(
            "drop the {}, or change it so that it does not need that, in a revision of its own before this one",
            object.kind.as_str()
        )))
    }

    /// What an object names that is gone in the end, in words.
    fn missing(&self, object: &UnmanagedObject) -> Vec<String> {
        let lost = &self.lost;
        let ties = &object.ties;
        let columns = ties.columns.iter().filter(|c| lost.gone.contains(c));
        let columns = columns.map(|(table, column)| format!("column {table}.{column}"));
        let relations = object.depends_on.iter().filter(|name| lost.relations.contains(name));
        let relations = relations.map(|name| format!("table {name}"));
        let types = ties.types.iter().filter(|name| lost.types.contains(name));
        let types = types.map(|name| format!("type {name}"));
        let constraints = ties.constraints.iter().filter(|name| lost.constraints.contains(name));
        let constraints = constraints.map(|(table, name)| format!("constraint {name} of {table}"));
        let is_inside = lost.namespace.is_some() && lost.namespace == object.name.namespace;
        let namespace = lost.namespace.iter().filter(|_| is_inside).map(|name| format!("schema {name}"));
        let values = self.lost_values.iter().filter(|(of, value)| names_value(object, of, value));
        let values = values.map(|(of, value)| format!("value {value} of enum {of}"));
        columns.chain(relations).chain(types).chain(constraints).chain(namespace).chain(values).collect()
    }
}

/// Whether a value of an enum stands in the text of an object.
fn names_value(object: &UnmanagedObject, of: &QualifiedName, value: &str) -> bool {
    object.ties.types.contains(of)
        && object
            .definition
            .as_deref()
            .is_some_and(|text| rename_cast_value(text, of, value, &format!("{value}_")) != text)
}

/// Whether an object cannot be without another: reads it, calls it, hangs on it.
fn uses(object: &UnmanagedObject, other: &UnmanagedObject) -> bool {
    match other.kind {
        UnmanagedKind::View | UnmanagedKind::MaterializedView => object.concerns(&other.name),
        UnmanagedKind::Function => object.ties.functions.contains(&other.name),
        _ => false,
    }
}

/// Whether it goes by itself with a column that it names.
fn fades(kind: UnmanagedKind) -> bool {
    matches!(kind, UnmanagedKind::Privileges | UnmanagedKind::Statistics)
}

fn is_relation(kind: UnmanagedKind) -> bool {
    matches!(kind, UnmanagedKind::View | UnmanagedKind::MaterializedView)
}

/// Whether objects of the kind are dropped and made again at all.
fn makes_way(kind: UnmanagedKind) -> bool {
    match kind {
        UnmanagedKind::View
        | UnmanagedKind::MaterializedView
        | UnmanagedKind::Trigger
        | UnmanagedKind::Function
        | UnmanagedKind::Policy
        | UnmanagedKind::Rule
        | UnmanagedKind::Privileges
        | UnmanagedKind::RowSecurity
        | UnmanagedKind::Publication
        | UnmanagedKind::Statistics
        | UnmanagedKind::Constraint => true,
        UnmanagedKind::Partition
        | UnmanagedKind::Table
        | UnmanagedKind::Type
        | UnmanagedKind::Extension
        | UnmanagedKind::EventTrigger
        | UnmanagedKind::Event => false,
    }
}

/// `view open_orders`, `trigger touch on orders`
fn in_words(object: &UnmanagedObject) -> String {
    match &object.table {
        Some(table) if object.name != *table => {
            format!("{} {} on {table}", object.kind.as_str(), object.name)
        }
        _ => format!("{} {}", object.kind.as_str(), object.name),
    }
}
