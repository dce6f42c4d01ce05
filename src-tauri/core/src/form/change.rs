//! A form corrected by the officer: names, weights, words, rows on and off, what a row is scored by and bears. Weights of
//! levels follow their rows, and a sentence that was changed is read anew. Whether the whole adds up is proved when it is
//! used, not at every key.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::name::{key_part, label, weight};
use super::{add_figure, ask_again, release, row_name, score_sheet, wording};
use crate::check::CheckRule;
use crate::edition::{Edition, Indicator, Level, OffIndicator, ScoreSheet};
use crate::error::{Error, Result};
use crate::figure::{Formula, Key};
use crate::narrative;
use crate::quantity::Measure;
use crate::rule::{Item, Rule};

/// Characters of a name or a text of the form.
const LONGEST: usize = 2_000;

/// One change of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FormChange {
    /// What the officer calls the form.
    Name(String),
    /// A level of 附件2 by its path, and its new name.
    Level {
        /// One name or two.
        path: Vec<String>,
        /// The new last name.
        name: String,
    },
    /// 三级指标
    Label {
        /// Its key.
        indicator: String,
        /// Its new name.
        text: String,
    },
    /// 分值, as typed.
    FullScore {
        /// Its key.
        indicator: String,
        /// As typed.
        text: String,
    },
    /// 评价标准; it is read anew.
    Wording {
        /// Its key.
        indicator: String,
        /// The new words.
        text: String,
    },
    /// What a row of 附件2 is scored by.
    Scored {
        /// Its key.
        indicator: String,
        /// How.
        by: ScoredBy,
    },
    /// A row of 附件2 switched on or off.
    On {
        /// Its key.
        indicator: String,
        /// Whether it is shown.
        on: bool,
    },
    /// A row of 附件1 switched on or off.
    RowOn {
        /// Its number, from 0.
        row: usize,
        /// Whether it is shown.
        on: bool,
    },
    /// The name of a row of 附件1.
    RowName {
        /// Its number, from 0.
        row: usize,
        /// The new name.
        text: String,
    },
    /// The figures of a row of 附件1: those of a known row, or new ones named after it.
    RowFigures {
        /// Its number, from 0.
        row: usize,
        /// The known row (`three_public.reception`).
        like: Option<String>,
    },
}

/// What a row of 附件2 is scored by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoredBy {
    /// By hand.
    Hand,
    /// By its 评价标准, as far as it can be read.
    Words,
    /// As an indicator of the base edition.
    Like(String),
    /// By the same rule, from another rate.
    Rate(String),
}

/// Makes a change in a form that was read, or is in use, on the ground of a base edition.
///
/// # Errors
/// [`Error::Blank`], [`Error::TooLong`], [`Error::NotANumber`], [`Error::UnknownIndicator`], [`Error::Outdated`] for a
/// row that is not there. Nothing changes then.
pub fn change(edition: &mut Edition, base: &Edition, change: &FormChange) -> Result<()> {
    let mut changed = edition.clone();
    match change {
        FormChange::Name(name) => changed.name = words("表样名称", name)?,
        FormChange::Level { path, name } => rename_level(&mut changed.score_sheet, path, &words("指标名称", name)?)?,
        FormChange::Label { indicator, text } => found(&mut changed, indicator)?.label = words("指标名称", text)?,
        FormChange::FullScore { indicator, text } => {
            let indicator = found(&mut changed, indicator)?;
            let unread = || Error::NotANumber { label: indicator.label.clone(), text: text.clone() };
            let points =
                weight(text).filter(|points| *points > Decimal::ZERO && points.scale() <= 2).ok_or_else(unread)?;
            let before = std::mem::replace(&mut indicator.full_score, points);
            reweigh(indicator, before);
        }
        FormChange::Wording { indicator, text } => {
            let text = text.trim();
            if text.chars().count() > LONGEST {
                return Err(Error::TooLong { label: "评价标准".to_owned(), limit: LONGEST });
            }
            found(&mut changed, indicator)?.wording = Some(text.to_owned()).filter(|text| !text.is_empty());
            score(&mut changed, base, indicator, &ScoredBy::Words)?;
        }
        FormChange::Scored { indicator, by } => score(&mut changed, base, indicator, by)?,
        FormChange::On { indicator, on: true } => {
            switch_on(&mut changed.score_sheet, indicator)?;
            // What was dropped with the row speaks of it again.
            let of_row = |rule: &&CheckRule| rule.full_score_of.as_ref() == Some(indicator);
            let there: BTreeSet<String> = changed.checks.iter().map(|rule| rule.key.clone()).collect();
            changed.checks.extend(base.checks.iter().filter(of_row).filter(|rule| !there.contains(&rule.key)).cloned());
            let place = |rule: &CheckRule| base.checks.iter().position(|known| known.key == rule.key);
            changed.checks.sort_by_key(|rule| place(rule).unwrap_or(usize::MAX));
        }
        FormChange::On { indicator, on: false } => switch_off(&mut changed.score_sheet, indicator)?,
        FormChange::RowOn { row, on } => {
            let shown = changed.base_data_table.rows.iter().filter(|row| !row.off).count();
            let row = changed.base_data_table.rows.get_mut(*row).ok_or(Error::Outdated)?;
            if shown == 1 && !on {
                return Err(Error::Blank { label: "基础数据表".to_owned() });
            }
            row.off = !on;
        }
        FormChange::RowName { row, text } => {
            let text = words("行名", text)?;
            let row = changed.base_data_table.rows.get_mut(*row).ok_or(Error::Outdated)?;
            let cell = row.cells.iter_mut().find(|cell| row_name::names_row(cell));
            cell.ok_or(Error::Outdated)?.text = Some(text);
        }
        FormChange::RowFigures { row, like } => bear(&mut changed, *row, like.as_deref())?,
    }
    settle(&mut changed, edition, base);
    *edition = changed;
    Ok(())
}

/// A text on one line, or several, that is not blank.
fn words(what: &str, text: &str) -> Result<String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Error::Blank { label: what.to_owned() }),
        count if count > LONGEST => Err(Error::TooLong { label: what.to_owned(), limit: LONGEST }),
        _ => Ok(text.to_owned()),
    }
}

fn found<'e>(edition: &'e mut Edition, key: &str) -> Result<&'e mut Indicator> {
    let sheet = &mut edition.score_sheet;
    let off = sheet.off.iter_mut().map(|off| &mut off.indicator);
    let one = sheet.indicators.iter_mut().chain(off).find(|one| one.key == key);
    one.ok_or_else(|| Error::UnknownIndicator { key: key.to_owned() })
}

fn rename_level(sheet: &mut ScoreSheet, path: &[String], name: &str) -> Result<()> {
    let depth = path.len().checked_sub(1).ok_or(Error::Outdated)?;
    let mut renamed = path.to_vec();
    renamed[depth] = name.to_owned();
    let taken = sheet.levels.iter().any(|level| level.path == renamed);
    if !sheet.levels.iter().any(|level| level.path == path) || (taken && renamed != path) {
        return Err(Error::LabelTaken { label: name.to_owned() });
    }
    for level in sheet.levels.iter_mut().filter(|level| level.path.starts_with(path)) {
        level.path[depth] = name.to_owned();
    }
    let off = sheet.off.iter_mut().map(|off| &mut off.indicator);
    for indicator in sheet.indicators.iter_mut().chain(off).filter(|one| one.path.starts_with(path)) {
        indicator.path[depth] = name.to_owned();
    }
    Ok(())
}

/// Puts a rule on another weight: words that say points are read anew; else points of bands, lists and grades grow in
/// proportion. What a step or a breach costs stays.
fn reweigh(indicator: &mut Indicator, before: Decimal) {
    let full = indicator.full_score;
    if let Some(said) = &indicator.wording {
        let read = wording::read(&indicator.label, said, full).rule;
        if std::mem::discriminant(&read) == std::mem::discriminant(&indicator.rule) {
            indicator.rule = read;
            return;
        }
    }
    let share = |points: &mut Decimal| *points = (*points * full / before).round_dp(2).normalize();
    let item = |item: &mut Item| share(&mut item.points);
    match &mut indicator.rule {
        Rule::Bands { bands, .. } => bands.iter_mut().for_each(|band| share(&mut band.points)),
        Rule::Checklist { items } | Rule::Graded { grades: items } => items.iter_mut().for_each(item),
        _ => {}
    }
}

/// Whether a row's printed words say another rule than it is scored by, as they do once only its weight was changed.
pub fn words_differ(indicator: &Indicator) -> bool {
    let said = indicator.wording.as_deref().filter(|_| !matches!(indicator.rule, Rule::Judged {}));
    said.is_some_and(|said| {
        let read = wording::read(&indicator.label, said, indicator.full_score).rule;
        std::mem::discriminant(&read) != std::mem::discriminant(&indicator.rule)
    })
}

/// Chooses what a row is scored by.
fn score(edition: &mut Edition, base: &Edition, key: &str, by: &ScoredBy) -> Result<()> {
    let keys: BTreeSet<String> = edition.score_sheet.indicators.iter().map(|one| one.key.clone()).collect();
    let known = |key: &str| base.score_sheet.indicators.iter().find(|one| one.key == key);
    let indicator = found(edition, key)?;
    let read = |indicator: &Indicator| {
        let said = indicator.wording.as_deref().unwrap_or_default();
        wording::read(&indicator.label, said, indicator.full_score).rule
    };
    let mut own_rate = None;
    match by {
        ScoredBy::Hand => indicator.rule = Rule::Judged {},
        // Words that are made of the rule are not read.
        ScoredBy::Words if indicator.wording.is_none() => {}
        ScoredBy::Words => {
            indicator.rule = read(indicator);
            let usual = known(key).and_then(|known| known.figure.clone());
            if indicator.rule.takes_figure() && indicator.figure.is_none() {
                let rate = usual.unwrap_or_else(|| Key::new(format!("rate.{}", key_part(&indicator.label))));
                own_rate = Some((rate.clone(), label(&indicator.label)));
                indicator.figure = Some(rate);
            }
        }
        ScoredBy::Like(like) => {
            let known = known(like).ok_or_else(|| Error::UnknownIndicator { key: like.clone() })?;
            if like != key && keys.contains(like) {
                return Err(Error::LabelTaken { label: known.label.clone() });
            }
            let said = read(indicator);
            let fits = !matches!(said, Rule::Judged {}) && said.takes_figure() == known.rule.takes_figure();
            let full = indicator.full_score;
            let usual = Indicator { full_score: full, wording: None, ..known.clone() };
            indicator.key.clone_from(like);
            indicator.figure.clone_from(&known.figure);
            indicator.when_base_zero.clone_from(&known.when_base_zero);
            indicator.not_applicable.clone_from(&known.not_applicable);
            indicator.silent.clone_from(&known.silent);
            indicator.rule = if fits {
                said
            } else {
                let mut scaled = usual;
                reweigh(&mut scaled, known.full_score);
                scaled.rule
            };
        }
        ScoredBy::Rate(rate) => {
            if !indicator.rule.takes_figure() {
                return Err(Error::Outdated);
            }
            if indicator.figure.as_ref().is_none_or(|figure| figure.as_str() != rate) {
                (indicator.when_base_zero, indicator.not_applicable) = (None, None);
            }
            indicator.figure = Some(Key::new(rate.clone()));
        }
    }
    if !indicator.rule.takes_figure() {
        (indicator.figure, indicator.when_base_zero, indicator.not_applicable) = (None, None, None);
    }
    let wanted = indicator.figure.clone();
    if let Some((rate, name)) = own_rate {
        add_figure(edition, &rate, &name, Measure::GivenPercent, None);
    }
    match wanted.filter(|key| edition.figure(key.as_str()).is_none()) {
        Some(key) => Err(Error::UnknownFigure { key: key.to_string() }),
        None => Ok(()),
    }
}

fn switch_off(sheet: &mut ScoreSheet, key: &str) -> Result<()> {
    let at = sheet.indicators.iter().position(|one| one.key == key);
    let at = at.ok_or_else(|| Error::UnknownIndicator { key: key.to_owned() })?;
    if sheet.indicators.len() == 1 {
        return Err(Error::Blank { label: "指标评分表".to_owned() });
    }
    let place = sheet.off.iter().filter(|off| off.at <= at).count();
    sheet.off.iter_mut().filter(|off| off.at > at).for_each(|off| off.at -= 1);
    let indicator = sheet.indicators.remove(at);
    sheet.off.insert(place, OffIndicator { at, indicator });
    Ok(())
}

fn switch_on(sheet: &mut ScoreSheet, key: &str) -> Result<()> {
    let place = sheet.off.iter().position(|off| off.indicator.key == key);
    let place = place.ok_or_else(|| Error::UnknownIndicator { key: key.to_owned() })?;
    let OffIndicator { at, indicator } = sheet.off.remove(place);
    sheet.off[place..].iter_mut().for_each(|off| off.at += 1);
    sheet.indicators.insert(at.min(sheet.indicators.len()), indicator);
    Ok(())
}

/// Gives the cells of a row of 附件1 other figures, column by column.
fn bear(edition: &mut Edition, row: usize, like: Option<&str>) -> Result<()> {
    let cells = &edition.base_data_table.rows.get(row).ok_or(Error::Outdated)?.cells;
    let name = cells.iter().find(|cell| row_name::names_row(cell)).and_then(|cell| cell.text.clone());
    let name = name.unwrap_or_default();
    let own = format!("form.{}", key_part(&name));
    let stem = like.unwrap_or(&own);
    let called = match like {
        Some(stem) => row_name::stem_label(edition, stem).ok_or(Error::Outdated)?,
        None => label(&name),
    };
    let mut keys = Vec::new();
    for key in cells.iter().filter_map(|cell| cell.figure.clone()) {
        let (last, words) = row_name::amount_of(&key).ok_or(Error::Outdated)?;
        keys.push((key, Key::new(format!("{stem}.{last}")), format!("{called}{words}")));
    }
    for (before, after, label) in keys {
        add_figure(edition, &after, &label, Measure::Money, None);
        let cells = edition.base_data_table.rows[row].cells.iter_mut();
        cells.filter(|cell| cell.figure.as_ref() == Some(&before)).for_each(|cell| cell.figure = Some(after.clone()));
    }
    Ok(())
}

/// What follows from a change: weights of levels, examples, what is asked for, relations that have nothing to speak of.
fn settle(edition: &mut Edition, before: &Edition, base: &Edition) {
    let sheet = &mut edition.score_sheet;
    for indicator in sheet.indicators.iter_mut().chain(sheet.off.iter_mut().map(|off| &mut off.indicator)) {
        let stood = before.score_sheet.indicators.iter().chain(before.score_sheet.off.iter().map(|off| &off.indicator));
        let same = |one: &&Indicator| {
            one.key == indicator.key && one.rule == indicator.rule && one.full_score == indicator.full_score
        };
        let proved = stood.chain(&base.score_sheet.indicators).find(same).map(|one| one.examples.clone());
        indicator.examples = proved.unwrap_or_else(|| score_sheet::examples(&indicator.rule, indicator.full_score));
        let rule = &indicator.rule;
        let has_zero = indicator.when_base_zero.is_some();
        let told = |silence: &crate::rule::Silence| {
            rule.silence(*silence).is_some() && (*silence != crate::rule::Silence::BaseZero || has_zero)
        };
        indicator.silent.retain(told);
    }
    let mut levels: Vec<Level> = Vec::new();
    for indicator in &sheet.indicators {
        for depth in 1..=2 {
            let path = &indicator.path[..depth];
            match levels.iter_mut().find(|level| level.path == path) {
                Some(level) => level.full_score += indicator.full_score,
                None => levels.push(Level { path: path.to_vec(), full_score: indicator.full_score }),
            }
        }
    }
    sheet.levels = levels;
    forget_unused(edition, base);
    release(before, edition);
    ask_again(before, edition, base);
    edition.drop_idle_checks(&BTreeSet::new());
}

/// Figures that were made for a row of this form and stand on none any more.
fn forget_unused(edition: &mut Edition, base: &Edition) {
    let rows = edition.base_data_table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.figure.clone());
    let sheet = &edition.score_sheet;
    let scored = sheet.indicators.iter().chain(sheet.off.iter().map(|off| &off.indicator));
    let mut used: BTreeSet<Key> = rows.chain(scored.filter_map(|one| one.figure.clone())).collect();
    used.extend(base.figures.iter().map(|figure| figure.key.clone()));
    used.extend(edition.base_data_table.signatures.iter().map(|(_, key)| key.clone()));
    let text = edition.chapters.iter().flat_map(|chapter| &chapter.blocks);
    used.extend(text.flat_map(|block| narrative::references(&block.text)).map(Key::new));
    let made = |key: &Key| ["form.", "rate.", "project."].iter().any(|room| key.as_str().starts_with(room));
    let gone: BTreeSet<Key> = edition
        .figures
        .iter()
        .filter(|figure| figure.from.is_none() && made(&figure.key) && !used.contains(&figure.key))
        .map(|figure| figure.key.clone())
        .collect();
    edition.figures.retain(|figure| !gone.contains(&figure.key));
    for figure in &mut edition.figures {
        if let Some(Formula::Sum(parts)) = &mut figure.from {
            parts.retain(|part| !gone.contains(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{DEFAULT, FormCell};

    fn base() -> Edition {
        Edition::shipped(DEFAULT).expect("is shipped")
    }

    fn changed(changes: &[FormChange]) -> Edition {
        let mut edition = base();
        for one in changes {
            change(&mut edition, &base(), one).expect("is changed");
        }
        edition
    }

    fn points(indicator: &str, text: &str) -> FormChange {
        FormChange::FullScore { indicator: indicator.to_owned(), text: text.to_owned() }
    }

    fn of<'e>(edition: &'e Edition, key: &str) -> &'e Indicator {
        edition.indicator(key).expect("is there")
    }

    #[test]
    fn points_that_move_take_their_levels_along_and_must_make_a_hundred() {
        let half = changed(&[points("public_satisfaction", "9")]);
        assert!(half.prove().expect_err("is 103").to_string().contains("103"));
        let moved = changed(&[points("public_satisfaction", "９分"), points("three_public_change_rate", "5")]);
        moved.prove().expect("is whole");
        let level = |path: &str| {
            moved.score_sheet.levels.iter().find(|level| level.path == [path]).map(|level| level.full_score)
        };
        assert_eq!((level("投入"), level("产出及效率")), (Some(10.into()), Some(29.into())));
        let Rule::Bands { bands, .. } = &of(&moved, "public_satisfaction").rule else { panic!("bands") };
        assert_eq!(bands.iter().map(|band| band.points.to_string()).collect::<Vec<_>>(), ["0", "3", "6", "9"]);
        let Rule::StepDeduction { deduct, .. } = &of(&moved, "three_public_change_rate").rule else { panic!("steps") };
        assert_eq!(deduct.to_string(), "0.8");
        for text in ["", "０", "-3", "三", "1.005"] {
            let mut edition = base();
            assert!(change(&mut edition, &base(), &points("public_satisfaction", text)).is_err(), "{text}");
            assert!(edition == base());
        }
    }

    #[test]
    fn a_row_switched_off_and_on_again_stands_where_it_stood() {
        let on = |key: &str, on| FormChange::On { indicator: key.to_owned(), on };
        let keys =
            ["budget_control_rate", "building_area_control_rate", "budget_completion_rate", "public_satisfaction"];
        let mut all: Vec<FormChange> = keys.iter().map(|key| on(key, false)).collect();
        assert_eq!(changed(&all).score_sheet.indicators.len(), 12);
        all.extend([2, 0, 3, 1].map(|index| on(keys[index], true)));
        assert!(changed(&all) == base());
    }

    #[test]
    fn a_row_of_the_table_switched_off_asks_for_nothing_and_asks_again() {
        let row = |on| FormChange::RowOn { row: 20, on };
        let required = |edition: &Edition| edition.figure("frugality_measures").expect("is known").required;
        assert!(base().base_data_table.rows[21].cells[0].text.as_deref() == Some("厉行节约保障措施"));
        let off = FormChange::RowOn { row: 21, on: false };
        assert!(required(&base()) && !required(&changed(std::slice::from_ref(&off))));
        assert!(changed(&[off, FormChange::RowOn { row: 21, on: true }]) == base());
        changed(&[row(false)]).prove().expect("is whole");
    }

    #[test]
    fn words_are_read_anew_and_a_row_may_be_scored_by_hand_or_as_a_known_one() {
        let wording =
            |text: &str| FormChange::Wording { indicator: "economic_social_benefit".to_owned(), text: text.to_owned() };
        let read = changed(&[wording("好6分，一般3分，差0分")]);
        assert!(matches!(of(&read, "economic_social_benefit").rule, Rule::Graded { .. }));
        let by_rate = changed(&[wording("完成率≥90%得6分，≥80%得3分，＜80%不得分")]);
        let rate = of(&by_rate, "economic_social_benefit").figure.clone().expect("a rate");
        assert!(by_rate.figure(rate.as_str()).is_some_and(|figure| figure.required));
        by_rate.prove().expect("is whole");
        let back = changed(&[wording("完成率≥90%得6分，≥80%得3分，＜80%不得分"), wording("由评价组评定")]);
        assert!(back.figure(rate.as_str()).is_none() && back.prove().is_ok());
        let read = |points| {
            let wording = wording("好6分，一般3分，差0分");
            changed(&[wording, self::points("economic_social_benefit", points)])
        };
        assert!(!words_differ(of(&read("6"), "economic_social_benefit")));
        assert!(words_differ(of(&read("8"), "economic_social_benefit")));
        let by = |by| FormChange::Scored { indicator: "public_satisfaction".to_owned(), by };
        let hand = changed(&[by(ScoredBy::Hand)]);
        assert_eq!((&of(&hand, "public_satisfaction").rule, hand.prove().is_ok()), (&Rule::Judged {}, true));
        let again = changed(&[by(ScoredBy::Hand), by(ScoredBy::Like("public_satisfaction".to_owned()))]);
        assert!(again == base());
        let mut taken = base();
        let like = by(ScoredBy::Like("disclosure".to_owned()));
        assert!(matches!(change(&mut taken, &base(), &like), Err(Error::LabelTaken { .. })));
    }

    #[test]
    fn a_row_of_the_table_may_bear_the_figures_of_a_known_row_or_its_own() {
        let bear = |like: Option<&str>| FormChange::RowFigures { row: 12, like: like.map(str::to_owned) };
        let own = changed(&[bear(None)]);
        own.prove().expect("is whole");
        let key = |edition: &Edition| edition.base_data_table.rows[12].cells[3].figure.clone().expect("a figure");
        assert_eq!(key(&own).as_str(), "form.级次专项资金.final");
        assert_eq!(own.figure(key(&own).as_str()).map(|one| one.label.as_str()), Some("级次专项资金本年决算数（2）"));
        assert!(changed(&[bear(None), bear(Some("project.government_special"))]) == base());
    }

    #[test]
    fn a_numbered_row_is_renamed_and_named_after_its_words_not_its_number() {
        let mut numbered = base();
        let words = |text: &str| FormCell {
            text: Some(text.to_owned()),
            figure: None,
            columns: 1,
            rows: 1,
            head: false,
            indent: 0,
        };
        numbered.base_data_table.rows[12].cells.splice(0..1, [words("3"), words("区级专项资金")]);
        let with = |one: FormChange| {
            let mut edition = numbered.clone();
            change(&mut edition, &base(), &one).expect("is changed");
            edition.base_data_table.rows[12].clone()
        };
        let renamed = with(FormChange::RowName { row: 12, text: "市级专项资金".to_owned() });
        let texts: Vec<&str> = renamed.cells.iter().filter_map(|cell| cell.text.as_deref()).collect();
        assert_eq!(texts, ["3", "市级专项资金"]);
        let own = with(FormChange::RowFigures { row: 12, like: None });
        assert_eq!(own.cells[4].figure, Some(Key::new("form.区级专项资金.final")));
    }

    #[test]
    fn levels_and_rows_are_renamed() {
        let level =
            FormChange::Level { path: vec!["过程".to_owned(), "预算管理".to_owned()], name: "管理".to_owned() };
        let renamed = changed(&[level, FormChange::RowName { row: 3, text: "一、三公".to_owned() }]);
        renamed.prove().expect("is whole");
        assert_eq!(of(&renamed, "disclosure").path[1], "管理");
        assert_eq!(renamed.base_data_table.rows[3].cells[0].text.as_deref(), Some("一、三公"));
        let taken = FormChange::Level { path: vec!["过程".to_owned()], name: "投入".to_owned() };
        assert!(change(&mut base(), &base(), &taken).is_err());
    }
}
