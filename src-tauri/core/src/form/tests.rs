//! Forms of our own making, as pasted tables, read on the ground of the default edition.

use super::*;
use crate::edition::DEFAULT;
use crate::figure::Formula;
use crate::rule::Rule;

fn base() -> Edition {
    Edition::shipped(DEFAULT).expect("is shipped")
}

fn read_pasted(text: &str) -> Result<FormReading> {
    read(&Tables::from(text), &base(), "pasted", "粘贴的表样")
}

const SHEET: &str = "\
一级指标\t二级指标\t三级指标\t分值\t评价标准\t自评得分\t备注
效果（40分）\t履职\t服务对象满意度\t15\t满意度≥95%得15分，≥85%且＜95%得10分，＜85%不得分\t\t
\t\t信访办结率\t25\t按办结率计分\t\t
管理（60分）\t执行\t“三公”经费控制率\t20\t以100%为标准，每超过1个百分点扣2分，扣完为止\t\t
\t\t工作创新\t40\t由评价组根据材料评定\t\t
合计\t\t\t100\t\t\t";

const TABLE: &str = "\
填报单位：\t\t单位：元\t
经费控制情况\t2022年决算数\t2023年预算数\t2023年决算数
“三公”经费\t\t\t
　其中：公务接待费\t\t\t
项目支出\t\t\t
1.业务工作经费\t\t\t
2.市级专项资金\t\t\t
3.区级专项资金\t\t\t
公用经费\t\t\t
信息化建设费\t\t\t
说明：本表由财务填写。\t\t\t";

#[test]
fn a_sheet_of_another_order_and_weight_is_read_row_by_row() {
    let reading = read_pasted(SHEET).expect("is read");
    let sheet = &reading.edition.score_sheet;
    let keys: Vec<&str> = sheet.indicators.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["public_satisfaction", "信访办结率", "three_public_control_rate", "工作创新"]);
    let weights: Vec<String> = sheet.levels.iter().map(|level| level.full_score.to_string()).collect();
    assert_eq!(weights, ["40", "40", "60", "60"]);
    assert_eq!(sheet.indicators[1].figure, Some(Key::new("rate.信访办结率")));
    assert!(reading.edition.figure("rate.信访办结率").is_some_and(|figure| figure.required));
    assert_eq!(sheet.indicators[2].figure, Some(Key::new("three_public.control_rate")));
    assert_eq!(sheet.indicators[3].rule, Rule::Judged {});
    assert_eq!(sheet.indicators[3].printed_wording(), "由评价组根据材料评定");
    assert!(reading.warnings.iter().any(|warning| warning.contains("备注")), "{:?}", reading.warnings);
    assert_eq!(reading.rows[3].taken_for, TakenFor::Judged);
}

#[test]
fn what_only_the_base_form_asked_for_is_asked_no_more() {
    let mut both = Tables::from(SHEET);
    both.tables.extend(Tables::from(TABLE).tables);
    let edition = read(&both, &base(), "pasted", "粘贴的表样").expect("is read").edition;
    let required = |key: &str| edition.figure(key).expect("is known").required;
    assert!(!required("building.exists") && !required("building.area.actual") && !required("frugality_measures"));
    assert!(required("survey.satisfaction") && required("project.operational.final"));
}

#[test]
fn a_sheet_whose_weights_do_not_add_up_is_refused_with_the_place() {
    let sentence =
        |from: &str, to: &str| read_pasted(&SHEET.replacen(from, to, 1)).expect_err("is refused").to_string();
    assert!(sentence("管理（60分）", "管理（55分）").contains("管理（55分）"));
    assert!(sentence("\t40\t由", "\t41\t由").contains("101"));
    assert!(sentence("\t40\t由", "\t四十\t由").contains("四十"));
    assert!(sentence("\t40\t由", "\t\t由").contains("工作创新"));
}

#[test]
fn a_table_keeps_its_rows_and_its_unit_and_unknown_rows_become_figures() {
    let reading = read_pasted(TABLE).expect("is read");
    assert_eq!(reading.unit, MoneyUnit::Yuan);
    let form = &reading.edition.base_data_table;
    assert_eq!((form.rows.len(), form.columns.len()), (9, 4));
    assert_eq!(form.rows[0].cells[1].text.as_deref(), Some("{{prior_year}}年决算数"));
    assert_eq!(form.note, "说明：本表由财务填写。");
    let figure = |row: usize| form.rows[row].cells[3].figure.as_ref().expect("a figure").as_str();
    assert_eq!(figure(5), "project.government_special.final");
    assert_eq!(figure(6), "project.区级专项资金.final");
    assert_eq!(figure(8), "form.信息化建设费.final");
    let total = reading.edition.figure("project.total.final").and_then(|figure| figure.from.clone());
    let Some(Formula::Sum(parts)) = total else { panic!("a sum") };
    assert_eq!(parts.last().map(Key::as_str), Some("project.区级专项资金.final"));
    assert_eq!(
        reading.edition.figure("form.信息化建设费.final").map(|one| one.label.as_str()),
        Some("信息化建设费本年决算数")
    );
}

#[test]
fn an_edition_that_was_read_is_the_ground_of_the_next_reading() {
    let once = read_pasted(TABLE).expect("is read").edition;
    let again = read(&Tables::from(TABLE), &once, "pasted", "粘贴的表样").expect("is read");
    assert_eq!(again.edition, once);
    assert!(again.rows.iter().all(|row| !matches!(row.taken_for, TakenFor::New(_))), "{:?}", again.rows);
}

#[test]
fn a_table_of_none_of_our_rows_is_no_form() {
    assert!(matches!(read_pasted("甲\t乙\n1\t2"), Err(Error::NoForm { .. })));
}

proptest::proptest! {
    #[test]
    fn any_table_ends_in_a_whole_edition_or_one_sentence(
        cells in proptest::collection::vec(proptest::collection::vec("(一级指标|三级指标|分值|评价标准|得分|合计|管理|控制率|[0-9]{1,3}|决算数|2023年预算数|三公经费|公务接待|公用经费|编制数|项目支出|市级专项|)", 1..8), 1..12)
    ) {
        let text: Vec<String> = cells.iter().map(|row| row.join("\t")).collect();
        if let Ok(reading) = read_pasted(&text.join("\n")) {
            proptest::prop_assert!(reading.edition.prove().is_ok());
        }
    }
}
