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

/// What each row of 附件1 was taken for: its name, and the keys of its figures.
fn told(text: &str) -> (FormReading, Vec<(String, Vec<String>)>) {
    let reading = read_pasted(text).expect("is read");
    let keys = |row: usize| {
        let cells = &reading.edition.base_data_table.rows[row].cells;
        cells.iter().filter_map(|cell| cell.figure.as_ref()).map(ToString::to_string).collect()
    };
    let rows = reading.rows.iter().enumerate().map(|(at, row)| (row.name.clone(), keys(at))).collect();
    (reading, rows)
}

#[test]
fn a_column_of_numbers_before_the_names_is_kept_and_hides_none_of_them() {
    let (reading, rows) = told(
        "序号\t项目\t2024年预算数\t2024年决算数
一\t项目支出合计\t\t
1\t专项业务费\t\t
2\t市本级专项资金\t\t
3\t区本级专项资金\t\t
4\t档案整理费\t\t
二\t日常公用经费\t\t
\t其中：劳务费\t\t
三\t“三公”经费\t\t
1\t公务招待费\t\t",
    );
    let expected = [
        ("项目支出合计", "project.total"),
        ("专项业务费", "project.operational"),
        ("市本级专项资金", "project.government_special"),
        ("区本级专项资金", "project.区本级专项资金"),
        ("档案整理费", "project.档案整理费"),
        ("日常公用经费", "basic.operating"),
        ("劳务费", "form.劳务费"),
        ("“三公”经费", "three_public"),
        ("公务招待费", "three_public.reception"),
    ];
    for ((name, keys), (row, stem)) in rows[1..].iter().zip(expected) {
        assert_eq!((name.as_str(), keys), (row, &vec![format!("{stem}.budget"), format!("{stem}.final")]));
    }
    assert_eq!(reading.rows[4].notes, ["计入项目支出"]);
    let text = |row: usize| reading.edition.base_data_table.rows[row].cells[0].text.as_deref();
    assert_eq!((text(1), text(2)), (Some("一"), Some("1")));
}

#[test]
fn a_sum_bears_the_name_of_its_group_and_a_part_of_the_cars_is_told() {
    let merged = |text: &str| {
        let mut tables = Tables::from(text);
        let rows = &mut tables.tables[0].rows;
        for (first, rows_covered) in [(1, 4), (5, 3)] {
            rows[first][0].rows = rows_covered;
            rows[first + 1..first + rows_covered].iter_mut().for_each(|row| drop(row.remove(0)));
        }
        read(&tables, &base(), "pasted", "粘贴的表样").expect("is read")
    };
    let reading = merged(
        "经费\t\t2024年预算数\t2024年决算数
“三公”经费\t合　计\t\t
\t公务用车购置及运行维护费\t\t
\t其中：购置费\t\t
\t运行维护费\t\t
项目支出\t小计\t\t
\t运行维护专项\t\t
\t信息化建设\t\t
公用经费\t\t\t",
    );
    let finals: Vec<&str> = reading.edition.base_data_table.rows[1..]
        .iter()
        .filter_map(|row| row.cells.last()?.figure.as_ref())
        .map(Key::as_str)
        .collect();
    let stems = [
        "three_public",
        "three_public.vehicle",
        "three_public.vehicle_purchase",
        "three_public.vehicle_running",
        "project.total",
        "project.maintenance",
        "project.信息化建设",
        "basic.operating",
    ];
    assert_eq!(finals, stems.map(|stem| format!("{stem}.final")));
    assert_eq!(reading.rows[4].notes, ["按公务用车的一项，请核对"]);
}

#[test]
fn what_stands_above_a_cell_says_which_budget_it_is_and_what_has_no_figure_is_told() {
    let (reading, rows) = told(
        "经费\t2024年预算数\t2024年决算数\t2023年决算数
“三公”经费\t\t\t
公用经费\t\t\t
部门整体支出预算调整\t年初预算数\t调整后预算数\t调整原因
\t\t\t
人员情况\t编制数\t2024年末实有人数\t控制率
\t\t\t",
    );
    assert_eq!(rows[4].1, ["budget.initial", "budget.adjusted"]);
    let of_row = |row: usize| reading.edition.base_data_table.rows[row].provenance;
    assert_eq!(of_row(4), crate::edition::Provenance::Seen, "its heads say so");
    assert_eq!(rows[6].1, ["staff.quota", "staff.in_post.final", "staff.control_rate"]);
    let told: Vec<&String> = reading.warnings.iter().filter(|warning| warning.contains("调整原因")).collect();
    assert_eq!(told, ["“调整原因”没有对应的数据，填回原表时留空。"]);
}

#[test]
fn the_year_of_a_title_serves_later_years_too() {
    let sheet = format!("2024年度绩效评价指标评分表\n{SHEET}");
    let reading = read_pasted(&sheet).expect("is read");
    assert_eq!(reading.edition.papers.title(Paper::ScoreSheet), "{{year}}年度绩效评价指标评分表");
    assert_eq!(reading.report_year, Some(2024));
}

#[test]
fn grades_with_what_they_are_of_before_the_first_bear_the_usual_names() {
    let sheet = SHEET
        .replace("工作创新", "行政效能")
        .replace("由评价组根据材料评定", "提高行政效率，效果好的计40分；一般20分；不明显0分");
    let reading = read_pasted(&sheet).expect("is read");
    let Rule::Graded { grades } = &reading.edition.score_sheet.indicators[3].rule else { panic!("grades") };
    assert_eq!(grades.iter().map(|grade| grade.label.as_str()).collect::<Vec<_>>(), ["好", "一般", "无"]);
}

const WHOLE_TABLE: &str = "\
附件1\t\t\t\t\t\t\t
部门整体支出绩效自评表\t\t\t\t\t\t\t
资金\t来源\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t\t\t\t10\t\t
\t其中：一般公共预算拨款\t\t\t\t—\t—\t—
\t国有资本经营预算拨款\t\t\t\t—\t—\t—
\t纳入专户管理的非税收入拨款\t\t\t\t—\t—\t—
\t按支出性质分：基本支出\t\t\t\t—\t—\t—
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标（50分）\t数量指标\t检查户数\t≥100户\t\t50\t\t
效益指标（30分）\t社会效益指标\t指标1：\t\t\t\t\t
满意度指标（10分）\t满意度指标\t群众满意度\t≥90%\t\t10\t\t
总分\t\t\t\t\t100\t\t";

#[test]
fn rows_of_money_bear_the_bureaus_words_and_unknown_ones_become_parts_of_their_group() {
    let reading = read_pasted(WHOLE_TABLE).expect("is read");
    let edition = &reading.edition;
    let money = &edition.whole_table.as_ref().expect("a table").money;
    let lines: Vec<(&str, &str, &str)> =
        money.iter().map(|line| (line.group.as_str(), line.label.as_str(), line.figures[0].as_str())).collect();
    let expected = [
        ("", "年度资金总额", "budget.initial"),
        ("按收入性质分", "一般公共预算拨款", "whole.general.initial"),
        ("按收入性质分", "国有资本经营预算拨款", "whole.国有资本经营预算拨款.initial"),
        ("按收入性质分", "纳入专户管理的非税收入拨款", "whole.special_account.initial"),
        ("按支出性质分", "基本支出", "whole.basic.initial"),
    ];
    assert_eq!(lines, expected);
    let sources = edition.figure("whole.sources.final").and_then(|figure| figure.from.clone());
    let Some(Formula::Sum(parts)) = sources else { panic!("a sum") };
    assert!(parts.contains(&Key::new("whole.国有资本经营预算拨款.final")));
    assert!(!edition.figure("whole.project.budget").expect("is known").required, "the form has no such row");
    assert_eq!(
        reading.rows[2].taken_for,
        TakenFor::New(vec![
            "国有资本经营预算拨款年初预算数".to_owned(),
            "国有资本经营预算拨款全年预算数".to_owned(),
            "国有资本经营预算拨款全年执行数".to_owned(),
        ])
    );
    let marks = [Paper::WholeTable, Paper::BaseDataTable].map(|paper| edition.papers.mark(paper));
    assert_eq!(marks, ["附件1", "附件2"]);
    let again = read(&Tables::from(WHOLE_TABLE), edition, "pasted", "粘贴的表样").expect("is read");
    assert_eq!(again.edition, *edition);
}

#[test]
fn rows_of_money_without_a_cell_of_their_own_are_told_and_stay_the_programs() {
    let form = WHOLE_TABLE
        .replace("\t其中：一般公共预算拨款\t\t\t\t—\t—\t—", "\t其中：一般公共预算：\t基本支出：\t—\t—\t—\t—\t—");
    let reading = read_pasted(&form).expect("is read");
    let told = "资金的“一般公共预算”、“基本支出”各行没有单独的空格，填回原表时请自己填写。";
    assert!(reading.warnings.iter().any(|warning| warning == told), "{:?}", reading.warnings);
    assert_eq!(reading.edition.whole_table.expect("a table").money.len(), 7);
}

#[test]
fn reasons_have_room_however_narrow_their_cells_are_on_the_form() {
    let mut tables = Tables::from(SHEET.replace("备注", "扣分原因").as_str());
    tables.tables[0].widths = vec![1000, 1000, 2000, 500, 4000, 500, 500];
    let edition = read(&tables, &base(), "pasted", "粘贴的表样").expect("is read").edition;
    let widths: Vec<u32> = edition.score_sheet.columns.iter().map(|column| column.width).collect();
    assert_eq!(widths, [33, 33, 66, 16, 133, 16, 37]);
}
