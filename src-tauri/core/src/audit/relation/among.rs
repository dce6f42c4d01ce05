//! A part of those just counted that is more than they are: `312个小区中有368个开展了分类`.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::number::Bound;
use crate::audit::statement::{Formula, Outcome, Relation, Statement};
use crate::check::Grade;

/// How words end that lead from a whole to some of it.
const SOME_OF: &[&str] = &["中有", "中的", "中已有", "中仅有", "中只有", "里有", "中共有"];

/// Judges each amount that is told to be some of the one right before it.
pub(super) fn read(nearby: Nearby<'_>) -> Vec<Statement> {
    let statement = |(part, mention): (usize, &Mention)| {
        let whole = part.checked_sub(1)?;
        let all = nearby.get(whole).filter(|all| is_beside(all, mention) && is_plain(all))?;
        let is_some = is_plain(mention) && SOME_OF.iter().any(|words| mention.lead.ends_with(words));
        let formula = Formula::Sum { parts: vec![part] };
        let note = Some("部分大于总数，请核对数字和计量单位".to_owned());
        let outcome = Outcome::Wrong { formula, grade: Grade::Error, note };
        (is_some && mention.quantity.value > all.quantity.value)
            .then(|| Statement::of(Relation::PartOfWhole, whole, outcome))
    };
    nearby.0.iter().enumerate().filter_map(statement).collect()
}

fn is_beside(all: &Mention, some: &Mention) -> bool {
    let near = all.clause == some.clause || all.clause + 1 == some.clause;
    near && all.sentence == some.sentence
        && all.bracket == some.bracket
        && all.quantity.unit.goes_with(some.quantity.unit)
}

fn is_plain(mention: &Mention) -> bool {
    mention.is_level() && mention.quantity.bound == Bound::Exact && !mention.is_per_head()
}
