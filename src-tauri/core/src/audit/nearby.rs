//! Finding the number that another one speaks of: backwards through the sentence, in and out of brackets, by unit and name.

use std::collections::BTreeMap;

use super::mention::Mention;
use super::unit::{Kind, Unit};
use super::wording::{self, has};

/// How far back a number is looked for: what stands further away no reader connects, and the audit stays linear.
const REACH: usize = 40;

/// What was got of the points just told begins with one of these: 按比例得, 折算得分.
const GOT: &[&str] = &["得", "按", "折", "实", "自评", "应得"];

/// Amounts of one name that are compared.
const NAMESAKES: usize = 16;

/// Mentions before an amount in its sentence that may say that all are planned.
const ROW: usize = 16;
/// What a paragraph of plans is about.
const PLANS: &[&str] = &["目标", "计划", "任务", "预算安排", "预算批复", "资金安排", "资金下达", "概算"];
/// Nouns that say in what a thing is measured, which its unit says too.
const MEASURES: &[&str] = &["面积", "里程", "人数", "户数", "件数", "数量", "总量", "资金", "金额", "投资", "人员"];

/// The mentions of a text, for looking back, and where the amounts of each name stand.
#[derive(Clone, Copy)]
pub(super) struct Nearby<'a>(pub(super) &'a [Mention], pub(super) &'a Names);

/// The amounts of each name, in order.
pub(super) struct Names(BTreeMap<String, Vec<usize>>);

impl Names {
    pub(super) fn of(mentions: &[Mention]) -> Names {
        let mut names = BTreeMap::<String, Vec<usize>>::new();
        let levels = mentions.iter().enumerate().filter(|(_, mention)| mention.is_level() && !mention.is_last_years());
        for (index, mention) in levels {
            let name = own_name(mention.label());
            if name.chars().count() >= TELLING {
                names.entry(name).or_default().push(index);
            }
        }
        Names(names)
    }
}

/// A shorter name says too little to be looked for through a whole text, in characters.
const TELLING: usize = 4;

/// A name without the years and scopes before it: 2022年度本年支出合计 is 支出合计.
fn own_name(whole: &str) -> String {
    let dated = |c: char| c.is_ascii_digit() || "年度月日，、：.".contains(c);
    // 年中追加 and 年初预算 are not of a year.
    let own = ["年中", "年初", "年末"].iter().any(|word| whole.starts_with(word));
    let undated = whole.trim_start_matches(dated);
    // 2024年年初预算 is 年初预算.
    let begins = undated.starts_with(['初', '中', '末', '底']) && whole.ends_with(undated);
    let year = whole.len() - undated.len() - if begins { '年'.len_utf8().min(whole.len() - undated.len()) } else { 0 };
    let undated = whole.get(year..).unwrap_or(undated);
    let name = if own { whole } else { undated };
    let mut name = name.strip_prefix("其中").unwrap_or(name);
    // 全年总支出, 本年支出, 支出总额 and 支出合计 are one.
    let whole_year = ["全年", "本年", "当年", "实际", "总", "合计"];
    let plain = whole_year
        .iter()
        .fold(name.trim_end_matches(['额', '数']).to_owned(), |name, word| name.replacen(word, "", 1));
    // 2022年支出 is what was spent in that year.
    let is_dated = name.len() < whole.len() && whole.contains('年');
    if matches!(name, "支出" | "收入") && is_dated {
        return format!("{name}合计");
    }
    if matches!(plain.as_str(), "支出" | "收入")
        && has(name, &["全年", "本年", "当年", "总", "合计"])
        && !name.contains("总计")
    {
        return format!("{plain}合计");
    }
    let tells = |name: &&str| name.chars().count() >= TELLING;
    let before = || wording::MODIFIERS.iter().chain(wording::PAYING);
    while let Some(rest) = before().find_map(|word| name.strip_prefix(word)).filter(tells) {
        name = rest.trim_start_matches(dated);
    }
    name = name.trim_end_matches(['额', '数']);
    name = name.strip_suffix('总').filter(tells).unwrap_or(name);
    name.replace(['“', '”'], "")
}

impl<'a> Nearby<'a> {
    pub(super) fn get(self, index: usize) -> Option<&'a Mention> {
        self.0.get(index)
    }

    /// The mentions before one in its paragraph, nearest first, as the brackets let it see them.
    pub(super) fn before(self, index: usize) -> impl Iterator<Item = (usize, &'a Mention)> {
        let at = self.0.get(index);
        let mut seen = at.map_or(0, |mention| mention.bracket);
        let mut anchor = at.and_then(|mention| mention.anchor);
        let paragraph = at.map(|mention| mention.paragraph);
        (index.saturating_sub(REACH)..index).rev().filter_map(move |index| {
            let mention = self.0.get(index).filter(|mention| Some(mention.paragraph) == paragraph)?;
            if anchor.is_some_and(|anchor| index <= anchor) && mention.bracket != seen {
                (seen, anchor) = (mention.bracket, mention.anchor);
            }
            // A bracket that hangs on words, not on a number, still sees what stands outside.
            (mention.bracket == seen || mention.bracket == 0).then_some((index, mention))
        })
    }

    /// Amounts before one that go with a unit, nearest first, in its sentence and `sentences` before it.
    pub(super) fn levels(
        self,
        index: usize,
        unit: Unit,
        sentences: usize,
    ) -> impl Iterator<Item = (usize, &'a Mention)> {
        let sentence = self.0.get(index).map_or(0, |mention| mention.sentence);
        self.before(index).take_while(move |(_, mention)| mention.sentence + sentences >= sentence).filter(
            move |(_, mention)| mention.is_level() && !mention.is_per_head() && mention.quantity.unit.goes_with(unit),
        )
    }

    /// The amount of a name, wherever the text states it before: the nearest, and whether all of that name are the same. What
    /// was meant to be counts only where nothing else bears the name; 人工造林面积 may be printed as 人工造林17460亩.
    pub(super) fn by_name(self, index: usize, name: &str, unit: Unit) -> Option<(usize, bool)> {
        let measured = own_name(name);
        let without =
            MEASURES.iter().find_map(|noun| measured.strip_suffix(noun)).map(|name| name.trim_end_matches('总'));
        self.of_name(index, &measured, unit).or_else(|| self.of_name(index, without?, unit))
    }

    /// The amounts of a name before one, nearest first.
    pub(super) fn namesakes(self, index: usize, name: &str, unit: Unit) -> Vec<usize> {
        let places = self.1.0.get(&own_name(name)).map_or(&[][..], Vec::as_slice);
        let before = places.partition_point(|place| *place < index);
        let of_unit = |place: &usize| self.get(*place).is_some_and(|mention| mention.quantity.unit.goes_with(unit));
        places.iter().take(before).rev().take(NAMESAKES).copied().filter(of_unit).collect()
    }

    fn of_name(self, index: usize, name: &str, unit: Unit) -> Option<(usize, bool)> {
        let places = self.1.0.get(name)?;
        let of_unit = |place: &&usize| {
            **place < index && self.get(**place).is_some_and(|mention| mention.quantity.unit.goes_with(unit))
        };
        let before = places.partition_point(|place| *place < index);
        let found: Vec<usize> = places.get(..before)?.iter().rev().take(NAMESAKES).filter(of_unit).copied().collect();
        let told: Vec<usize> = found.iter().copied().filter(|place| !self.is_of_a_plan(*place)).collect();
        let found = if told.is_empty() { found } else { told };
        let (nearest, rest) = found.split_first()?;
        let span = self.get(*nearest)?.quantity.span();
        let same = |other: &usize| self.get(*other).is_some_and(|other| other.quantity.span().meets(span));
        Some((*nearest, rest.iter().all(same)))
    }

    /// Whether an amount is of a plan: its words say so, those of the numbers before it in its sentence, or its paragraph is
    /// about plans.
    pub(super) fn is_of_a_plan(self, index: usize) -> bool {
        let Some(mention) = self.get(index) else { return false };
        let planned = |found: &Mention| found.is_planned() || has(&found.lead, PLANS);
        let mut row = self.before(index).take(ROW).take_while(|(_, found)| found.sentence == mention.sentence);
        planned(mention) || has(&mention.subject, PLANS) || row.any(|(_, found)| planned(found))
    }

    /// The amount that stands alone in the bracket right behind a number.
    pub(super) fn in_bracket_behind(self, index: usize) -> Option<(usize, &'a Mention)> {
        let (behind, found) = (index + 1, self.get(index + 1)?);
        let alone = self.get(behind + 1).is_none_or(|next| next.bracket != found.bracket);
        (found.anchor == Some(index) && found.is_level() && alone).then_some((behind, found))
    }

    /// Whether a number of points is what may be had at most: 投入类20分得18.9分, 投入13分，得12分.
    pub(super) fn is_full_score(self, index: usize) -> bool {
        let Some(mention) = self.get(index).filter(|mention| mention.quantity.unit.kind == Kind::Score) else {
            return false;
        };
        let is_score = |next: &&Mention| {
            next.quantity.unit.kind == Kind::Score && next.part == mention.part && next.bracket == mention.bracket
        };
        // 指标10分，按执行率94.40%折算得9.44分; 过程25分，扣2.00分，得23.00分
        let reckoned = || {
            let mut behind = (index + 1..=index + 3).map_while(|next| self.get(next)).take_while(|next| {
                next.part == mention.part && next.bracket == mention.bracket && next.sentence == mention.sentence
            });
            let got = behind.find(|next| next.quantity.unit.kind == Kind::Score && !next.lead.contains('扣'));
            got.is_some_and(|got| {
                !mention.lead.contains('得')
                    && got.clause != mention.clause
                    && GOT.iter().any(|word| got.lead.starts_with(word))
                    && (got.lead.ends_with('得') || got.lead.ends_with("得分"))
                    && got.quantity.value <= mention.quantity.value
            })
        };
        let is_got = has(&mention.lead, &["得", "合计", "总计", "共计", "总分"]);
        has(&mention.lead, &["满分", "分值", "权重"])
            || reckoned()
            || self.get(index + 1).filter(is_score).is_some_and(|next| match next.clause == mention.clause {
                true => ["得", "实得", "自评", "扣"].iter().any(|word| next.lead.starts_with(word)),
                false if is_got && next.lead == "扣" => false,
                false => matches!(
                    next.lead.as_str(),
                    "扣" | "得" | "实得" | "自评得" | "自评" | "评得" | "得分" | "自评得分" | "实际得分"
                ),
            })
    }

    /// The amount that a share or rate is of: the nearest before it that is no plan, no base and not last year's.
    pub(super) fn amount(self, index: usize, sentences: usize) -> Option<(usize, &'a Mention)> {
        let sentence = self.0.get(index)?.sentence;
        let mut found = self.before(index).take_while(move |(_, mention)| mention.sentence + sentences >= sentence);
        found.find(|(_, mention)| mention.is_level() && !mention.is_last_years() && !mention.is_per_head())
    }
}

/// Whether a mention is called by this name: 支出总额 is 支出合计, but not 基本支出.
pub(super) fn is_called(mention: &Mention, name: &str) -> bool {
    let core = core(name);
    if core.chars().count() < 2 {
        return false;
    }
    let label = mention.label();
    let is_total = |text: &str| has(text, &["总", "合计", "共计", "全部"]) || text.starts_with('共');
    if is_total(name) && !is_total(label) {
        return false;
    }
    // 二季度支出 is not 全年支出.
    let is_part_of_year = |text: &str| has(text, &["季度", "半年", "月"]);
    if is_part_of_year(label) && !is_part_of_year(name) {
        return false;
    }
    let stripped = core_of_label(label);
    stripped.ends_with(&core) || (core.chars().count() >= 4 && stripped.contains(&core))
}

/// Whether an amount is called by just this name, years and scopes apart.
pub(super) fn is_just(mention: &Mention, name: &str) -> bool {
    let own = |name: &str| core(&own_name(name));
    own_name(name) == own_name(mention.label()) || own(name).chars().count() >= 2 && own(name) == own(mention.label())
}

/// Whether an amount bears a name among its words: 收入 of 全年收入决算.
pub(super) fn bears(mention: &Mention, name: &str) -> bool {
    let core = core(name);
    core.chars().count() >= 2 && core_of_label(mention.label()).contains(&core)
}

fn core(name: &str) -> String {
    let mut name = name.to_owned();
    for word in wording::MODIFIERS {
        if name.contains(word) {
            name = name.replacen(word, "", 1);
        }
    }
    core_of_label(&name)
}

fn core_of_label(label: &str) -> String {
    let words = ["合计", "总计", "总", "“", "”"];
    let core = wording::without(label, words);
    let core = core.trim_end_matches(['额', '数', '量']);
    // 在职人数 are 在职人员.
    core.strip_suffix('员').unwrap_or(core).to_owned()
}
