//! What a share is of where the words name it by parts: 学校在职教职工 are those of 在职教职工 that are of 学校, and 行政村总数 is the
//! number that is told in 行政村.

use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;

/// Characters of a name that tells.
const TELLING: usize = 2;

/// `在职教职工A人，其中机关B人，学校C人。学校在职教职工中，专任教师D人，占P%`: the part, called by its own name and that of its whole.
pub(super) fn of_a_part(nearby: Nearby<'_>, wholes: &[Option<usize>], part: usize, name: &str) -> Option<usize> {
    let unit = nearby.get(part)?.quantity.unit;
    let is_named = |index: usize, found: &Mention| {
        let own = found.label();
        let of = wholes.get(index).copied().flatten().and_then(|whole| nearby.get(whole));
        let rest =
            name.strip_prefix(own).filter(|rest| rest.chars().count() >= TELLING && own.chars().count() >= TELLING);
        rest.zip(of).is_some_and(|(rest, of)| of.label().ends_with(rest))
    };
    let mut named = nearby.levels(part, unit, usize::MAX / 2).filter(|(index, found)| is_named(*index, found));
    named.next().filter(|_| named.next().is_none()).map(|(whole, _)| whole)
}

/// `共14个乡镇、218个行政村，其中脱贫村76个，占行政村总数的P%`: the one amount before that is told in what is named.
pub(super) fn told_in(nearby: Nearby<'_>, part: usize, name: &str) -> Option<usize> {
    let mention = nearby.get(part)?;
    let noun =
        ["总数", "总量", "总户数", "总人数", "数"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let is_told = |found: &Mention| {
        *found.tail == *noun && !found.is_last_years() && found.quantity.value >= mention.quantity.value
    };
    let mut told = nearby.levels(part, mention.quantity.unit, usize::MAX / 2).filter(|(_, found)| is_told(found));
    told.next().filter(|_| noun.chars().count() >= TELLING && told.next().is_none()).map(|(whole, _)| whole)
}
