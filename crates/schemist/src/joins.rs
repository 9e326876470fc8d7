//! How two tables are joined over a foreign key: column by column, whatever their types. The database has
//! said that they can be compared when it accepted the key; Diesel's `joinable!` would ask for the same type.

use diesel::Column;

#[allow(unreachable_pub, missing_docs, clippy::missing_docs_in_private_items)]
mod operators {
    diesel::infix_operator!(Equal, " = ");
    diesel::infix_operator!(Both, " AND ");
}

use operators::{Both, Equal};

/// The columns of a foreign key, beside those it refers to.
#[diagnostic::on_unimplemented(
    message = "the foreign key has another number of columns than the key it refers to",
    label = "`{Self}` refers to `{Referenced}`",
    note = "name as many columns on either side: `foreign_key(columns(a, b), references = User(a, b))`"
)]
pub trait JoinKey<Referenced> {
    /// The condition.
    type On;

    /// The condition.
    fn on() -> Self::On;
}

/// The condition under which rows belong together.
pub type On<Columns, Referenced> = <Columns as JoinKey<Referenced>>::On;

/// The same as a value.
pub fn on<Columns: JoinKey<Referenced>, Referenced>() -> On<Columns, Referenced> {
    Columns::on()
}

#[diagnostic::do_not_recommend]
impl<Own, Referenced> JoinKey<Referenced> for (Own,)
where
    Own: Column + Default,
    Referenced: Column + Default,
{
    type On = Equal<Own, Referenced>;

    fn on() -> Self::On {
        Equal::new(Own::default(), Referenced::default())
    }
}

/// `(a, b, c)` as `(a, b)` and `c`.
macro_rules! composite {
    ($(($($own:ident $referenced:ident),+; $last:ident $last_referenced:ident)),+ $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($own, $referenced,)+ $last, $last_referenced> JoinKey<($($referenced,)+ $last_referenced)>
            for ($($own,)+ $last)
        where
            ($($own,)+): JoinKey<composite!(@key $($referenced)+)>,
            ($last,): JoinKey<$last_referenced>,
        {
            type On = Both<
                On<($($own,)+), composite!(@key $($referenced)+)>,
                On<($last,), $last_referenced>,
            >;

            fn on() -> Self::On {
                Both::new(<($($own,)+)>::on(), <($last,)>::on())
            }
        }
    )+ };
    (@key $one:ident) => { $one };
    (@key $($several:ident)+) => { ($($several,)+) };
}

composite!(
    (A RA; B RB),
    (A RA, B RB; C RC),
    (A RA, B RB, C RC; D RD),
    (A RA, B RB, C RC, D RD; E RE),
    (A RA, B RB, C RC, D RD, E RE; F RF),
    (A RA, B RB, C RC, D RD, E RE, F RF; G RG),
    (A RA, B RB, C RC, D RD, E RE, F RF, G RG; H RH),
);
