//! The report's text against the tables: every typed number that is plainly a figure of the form is held against that
//! figure, the stated score and grade against 附件2. Quoted figures (【label】) agree by construction.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Evaluation, PrintedText};
use crate::audit::ReadText;
use crate::check::{Correction, Finding, Grade, Quote};
use crate::derive::Trace;
use crate::edition::{Edition, Paper};
use crate::figure::Key;
use crate::quantity::{self, Measure};
use crate::recognition::{self, Recognised, TOTAL_SCORE};

/// How far an approximate word (约, 余) may be off without being told, of the value: a twentieth.
const LEEWAY: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// A figure that the officer typed into the text as digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFigure {
    /// The figure; `total.score` and `total.grade` for the whole's.
    pub key: Key,
    /// The words, where they are edited.
    pub quote: Quote,
    /// How they stand to the tables.
    pub agreement: Agreement,
    /// What is told of it, where it does not agree.
    pub finding: Option<Finding>,
    /// The same in a few words: 相差2名.
    pub brief: Option<String>,
}

/// How a typed number stands to the figure of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both are the same to the last digit written.
    Agrees,
    /// Only the last digit written differs, or the word is approximate.
    Rounding,
    /// They differ, and the words may speak of another 口径 or version.
    OtherScope,
    /// They differ.
    Differs,
    /// The tables have no value.
    Blank,
}

/// The figures typed into a text, in reading order; the grade of the whole behind them.
pub fn typed_figures(
    text: &PrintedText,
    read: &ReadText<'_>,
    edition: &Edition,
    evaluation: &Evaluation,
) -> Vec<TypedFigure> {
    let form = on_form(edition);
    let papers = &edition.papers;
    let (mark, sheet) = (papers.mark(Paper::BaseDataTable), papers.mark(papers.scoring()));
    let held = Held { text, evaluation, form, mark, sheet };
    let numbers = recognition::recognise(read, edition, evaluation.report_year);
    let grades = recognition::stated_grades(&text.source, edition);
    let mut found: Vec<TypedFigure> = numbers.iter().filter_map(|one| held.number(one)).collect();
    found.extend(grades.iter().filter_map(|stated| held.grade(stated)));
    found
}

/// The figures printed on 附件1.
fn on_form(edition: &Edition) -> BTreeSet<&str> {
    let cells = edition.base_data_table.rows.iter().filter(|row| !row.off).flat_map(|row| &row.cells);
    cells.filter_map(|cell| cell.figure.as_ref()).map(Key::as_str).collect()
}

/// What typed numbers are held against.
struct Held<'a> {
    text: &'a PrintedText,
    evaluation: &'a Evaluation,
    form: BTreeSet<&'a str>,
    /// 附件1
    mark: &'a str,
    /// The paper that gives the score: 附件2.
    sheet: &'a str,
}

/// A value of the tables.
struct Known {
    label: String,
    value: Decimal,
    shown: String,
    measure: Measure,
    /// Where it stands: 附件1为, 附件2合计为.
    stands: String,
    entered: bool,
}

impl Held<'_> {
    fn number(&self, stated: &Recognised) -> Option<TypedFigure> {
        let quote = self.text.edited(&stated.place, &stated.shown).filter(|edited| edited.typed)?.quote;
        let figure = |agreement, told: Option<(Finding, String)>| {
            let (finding, brief) = told.unzip();
            TypedFigure { key: stated.key.clone(), quote: quote.clone(), agreement, finding, brief }
        };
        let Some(known) = self.known(stated.key.as_str()) else {
            return Some(figure(Agreement::Blank, None));
        };
        let agreement = match agreement(stated, &known) {
            // The words name the very 口径 that was chosen of the figure.
            Agreement::OtherScope if self.is_chosen(stated) => Agreement::Differs,
            agreement => agreement,
        };
        let finding = self.finding(stated, &known, agreement, &quote);
        Some(figure(agreement, finding))
    }

    fn is_chosen(&self, stated: &Recognised) -> bool {
        let bases = &self.evaluation.bases;
        stated.scope.as_ref().is_some_and(|scope| bases.is_chosen(stated.key.as_str(), scope))
    }

    fn known(&self, key: &str) -> Option<Known> {
        if key == TOTAL_SCORE {
            let value = self.evaluation.total.score?;
            return Some(Known {
                label: "自评得分".to_owned(),
                value,
                shown: quantity::print_score(value),
                measure: Measure::Number,
                stands: format!("{}合计为", self.sheet),
                entered: false,
            });
        }
        let figure = self.evaluation.figures.get(key)?;
        let entered = matches!(figure.trace, Trace::Entered { .. });
        let stands = match (self.form.contains(key), entered) {
            (true, _) => format!("{}为", self.mark),
            (false, true) => "表外数据为".to_owned(),
            (false, false) => "按数据计算为".to_owned(),
        };
        Some(Known {
            label: figure.label.clone(),
            value: figure.value?,
            shown: figure.shown.clone()?,
            measure: figure.measure,
            stands,
            entered,
        })
    }

    fn finding(
        &self,
        stated: &Recognised,
        known: &Known,
        agreement: Agreement,
        quote: &Quote,
    ) -> Option<(Finding, String)> {
        let unit = unit(known.measure, &stated.shown);
        let gap = match known.measure {
            Measure::Percent | Measure::GivenPercent => {
                let points = (stated.value - known.value).abs() * Decimal::ONE_HUNDRED;
                format!("{}个百分点", quantity::fixed(points, 2))
            }
            Measure::Number => format!("{}{unit}", quantity::print_score((stated.value - known.value).abs())),
            measure => format!("{}{unit}", quantity::exact((stated.value - known.value).abs(), measure)),
        };
        let (grade, verdict) = match agreement {
            Agreement::Agrees | Agreement::Blank => return None,
            Agreement::Rounding if stated.exact => (Grade::Hint, format!("相差{gap}，是末位取舍的差")),
            Agreement::Rounding => (Grade::Hint, format!("相差{gap}，文中是约数")),
            Agreement::OtherScope => {
                let scope = stated.scope.as_deref().unwrap_or_default();
                (Grade::Explain, format!("相差{gap}，文中注明“{scope}”，请核对口径"))
            }
            Agreement::Differs => (Grade::Error, format!("相差{gap}")),
        };
        let check = if stated.key.as_str() == TOTAL_SCORE { "text_score" } else { "text_against_table" };
        let name = if known.label.contains('“') { known.label.clone() } else { format!("“{}”", known.label) };
        let message = format!("正文写{name}{}，{}{}{unit}，{verdict}。", stated.shown, known.stands, known.shown);
        let block = format!("block.{}", quote.block);
        let table = (check != "text_score").then(|| stated.key.to_string());
        let in_text = (stated.exact && agreement != Agreement::OtherScope).then(|| rewritten(stated, known)).flatten();
        let in_text = in_text.map(|value| Correction { subject: block.clone(), value, quote: Some(quote.clone()) });
        let in_table = known.entered.then(|| Correction {
            subject: stated.key.to_string(),
            value: quantity::exact(stated.value, known.measure),
            quote: None,
        });
        let in_table = in_table.filter(|_| agreement == Agreement::Differs && stated.exact);
        let finding = Finding::new(check, grade, message, std::iter::once(block).chain(table))
            .holding(Some(stated.shown.clone()), Some(format!("{}{unit}", known.shown)))
            .quoting(Some(quote.clone()))
            .corrected(in_text.into_iter().chain(in_table));
        Some((finding, format!("相差{gap}")))
    }

    fn grade(&self, stated: &recognition::StatedGrade) -> Option<TypedFigure> {
        let quote = self.text.edited(&stated.place, &stated.shown).filter(|edited| edited.typed)?.quote;
        let total = &self.evaluation.total;
        let (score, grade) = (total.score.map(quantity::print_score), total.grade.clone());
        let agreement = match &grade {
            None => Agreement::Blank,
            Some(grade) if *grade == stated.grade => Agreement::Agrees,
            Some(_) => Agreement::Differs,
        };
        let told = score.zip(grade).filter(|_| agreement == Agreement::Differs);
        let finding = told.map(|(score, grade)| {
            let block = format!("block.{}", quote.block);
            let message = format!("正文写自评等级“{}”，{}合计{score}分，应为“{grade}”。", stated.shown, self.sheet);
            let correction = Correction { subject: block.clone(), value: grade.clone(), quote: Some(quote.clone()) };
            Finding::new("text_grade", Grade::Error, message, [block])
                .holding(Some(stated.shown.clone()), Some(grade))
                .quoting(Some(quote.clone()))
                .corrected([correction])
        });
        let brief =
            finding.as_ref().and_then(|finding| finding.computed.as_ref()).map(|grade| format!("应为“{grade}”"));
        Some(TypedFigure { key: Key::new("total.grade"), quote, agreement, finding, brief })
    }
}

fn agreement(stated: &Recognised, known: &Known) -> Agreement {
    let gap = (stated.value - known.value).abs();
    // What is written stands for all values that round to it; counts and scores are what they are.
    let rounds = matches!(known.measure, Measure::Money | Measure::Percent | Measure::GivenPercent);
    let step = if rounds { stated.last_place } else { Decimal::ZERO };
    if gap <= step / Decimal::TWO {
        return Agreement::Agrees;
    }
    let near = if stated.exact { gap < step } else { gap <= known.value.abs() * LEEWAY };
    match near {
        true if stated.exact => Agreement::Rounding,
        true => Agreement::Agrees,
        false if !stated.exact => Agreement::Rounding,
        false if stated.scope.is_some() => Agreement::OtherScope,
        false => Agreement::Differs,
    }
}

/// The unit a value of the tables is told with.
fn unit(measure: Measure, words: &str) -> &str {
    match measure {
        Measure::Money => "万元",
        Measure::People | Measure::Count | Measure::Number => words.trim_start_matches(|c: char| !is_unit(c)),
        _ => "",
    }
}

fn is_unit(c: char) -> bool {
    !c.is_whitespace() && !is_number(c)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "０１２３４５６７８９.．,，-－ 　零〇一二两三四五六七八九十百千".contains(c)
}

/// The words as they should be: the table's value in the unit that was written.
fn rewritten(stated: &Recognised, known: &Known) -> Option<String> {
    let unit = stated.shown.trim_start_matches(is_number);
    let factor = match known.measure {
        Measure::Money if unit.starts_with('亿') => Decimal::new(1, 4),
        Measure::Money if unit.starts_with('万') => Decimal::ONE,
        Measure::Money if unit.starts_with('元') => Decimal::from(10_000),
        Measure::Money => return None,
        Measure::Percent | Measure::GivenPercent => Decimal::ONE_HUNDRED,
        _ => Decimal::ONE,
    };
    let written = stated.last_place.checked_mul(factor)?.normalize().scale();
    let value = known.value.checked_mul(factor)?;
    let places = match known.measure {
        Measure::Number => return Some(format!("{}{unit}", quantity::print_score(value))),
        Measure::Money if factor == Decimal::ONE => written.max(2),
        Measure::Money => written.max(value.normalize().scale().min(6)),
        Measure::Percent | Measure::GivenPercent => written.max(value.normalize().scale().min(2)),
        _ => 0,
    };
    Some(format!("{}{unit}", quantity::fixed(value, places)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::DEFAULT;
    use crate::evaluation::evaluate;
    use crate::filing::{Entry, Filing};
    use crate::narrative::Draft;

    /// What is told of one paragraph where these figures are entered.
    fn told(text: &str, entered: &[(&str, &str)]) -> Vec<Finding> {
        let edition = Edition::shipped(DEFAULT).expect("is whole");
        let mut filing = Filing::blank(2020, "示例区某局", "");
        let draft =
            |text: &str| (edition.chapters[1].key.clone(), Draft { level: 0, run_in: false, text: text.to_owned() });
        filing.set_text([draft(text)], 0);
        for (key, value) in entered {
            let key = Key::new(*key);
            let entry = Entry { report_year: 2020, key: key.clone(), value: (*value).into(), typed: (*value).into() };
            filing.entries.insert(key, entry);
        }
        let of_text = |finding: &Finding| finding.check == "text_against_table";
        evaluate(&edition, &filing, None).findings.into_iter().filter(of_text).collect()
    }

    fn sentence(text: &str, entered: &[(&str, &str)]) -> String {
        let told = told(text, entered);
        let lines = told.iter().map(|finding| format!("{}：{}", finding.grade.word(), finding.message));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_typed_amount_that_is_not_the_tables_is_an_error_with_both_ways_out() {
        let entered = [("project.total.final", "1571.70")];
        let told = told("项目支出１５５９.70万元。", &entered);
        let [finding] = told.as_slice() else { panic!("one finding: {told:?}") };
        assert_eq!(finding.grade, Grade::Error);
        assert_eq!(finding.message, "正文写“项目支出本年决算数”１５５９.70万元，附件1为1571.70万元，相差12.00万元。");
        assert_eq!(finding.subjects, ["block.1", "project.total.final"]);
        let quote = finding.quote.clone().expect("quotes the words");
        assert_eq!((quote.block, quote.start, quote.end), (1, 4, 13));
        let ways: Vec<(&str, &str)> =
            finding.corrections.iter().map(|way| (way.subject.as_str(), way.value.as_str())).collect();
        assert_eq!(ways, [("block.1", "1571.70万元"), ("project.total.final", "1559.70")]);
    }

    #[test]
    fn what_agrees_is_quoted_or_is_not_in_the_tables_is_not_told() {
        let entered = [("project.total.final", "1559.70"), ("staff.in_post.final", "168")];
        for text in [
            "项目支出1559.70万元，在职人员168人。",
            "项目支出1559.7万元。",
            "项目支出0.16亿元。",
            "项目支出近1560万元。",
            "项目支出{{project.total.final}}万元。",
            "人员经费5788.54万元。",
            "区文化馆项目支出12万元。",
        ] {
            assert_eq!(sentence(text, &entered), "", "{text}");
        }
    }

    #[test]
    fn rounding_and_approximate_words_are_hints_and_another_scope_wants_a_word() {
        let entered = [("project.total.final", "1559.78"), ("basic.operating.budget", "560"), ("staff.quota", "180")];
        assert_eq!(
            sentence("项目支出1559.7万元。", &entered),
            "提示：正文写“项目支出本年决算数”1559.7万元，附件1为1559.78万元，相差0.08万元，是末位取舍的差。"
        );
        assert_eq!(
            sentence("项目支出约1300万元。", &entered),
            "提示：正文写“项目支出本年决算数”1300万元，附件1为1559.78万元，相差259.78万元，文中是约数。"
        );
        assert_eq!(
            sentence("公用经费年初预算550万元。", &entered),
            "需说明：正文写“公用经费本年预算数”550万元，附件1为560.00万元，相差10.00万元，文中注明“年初”，请核对口径。"
        );
        assert_eq!(sentence("本部门编制数为181名。", &entered), "错误：正文写“编制数”181名，附件1为180名，相差1名。");
    }

    #[test]
    fn a_share_typed_is_held_against_the_one_worked_out() {
        let entered = [("basic.personnel.final", "5788.54"), ("basic.operating.final", "557.93")];
        assert_eq!(
            sentence("人员经费占基本支出的91.12%。", &entered),
            "错误：正文写“人员经费占基本支出比重”91.12%，按数据计算为91.21%，相差0.09个百分点。"
        );
        assert_eq!(sentence("人员经费占基本支出的91.2%。", &entered), "");
    }

    #[test]
    fn corrections_keep_the_unit_that_was_written() {
        let ways = |text: &str| told(text, &[("project.total.final", "1559.70")])[0].corrections[0].value.clone();
        assert_eq!(ways("项目支出15.6亿元。"), "0.15597亿元");
        assert_eq!(ways("项目支出15600000元。"), "15597000元");
    }
}
