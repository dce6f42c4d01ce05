//! Whole plans: headings, what stands apart, and that nothing is lost.

use proptest::prelude::*;

use super::*;
use crate::edition;
use crate::source::{Cell, Paragraph};

fn form() -> Edition {
    Edition::shipped(edition::DEFAULT).expect("is shipped")
}

fn planned(text: &str) -> Plan {
    plan(&SourceText::from(text), &form(), 2020)
}

/// The blocks of a plan as `level text`, `level+ text` for one that runs in.
fn blocks_of(plan: &Plan) -> Vec<String> {
    let told = |block: &PlannedBlock| {
        let run_in = if block.draft.run_in { "+" } else { "" };
        format!("{}{run_in} {}", block.draft.level, block.draft.text)
    };
    plan.chapters.iter().flat_map(|chapter| &chapter.blocks).map(told).collect()
}

#[test]
fn the_levels_of_a_report_come_from_how_it_numbers_throughout() {
    let plan = planned(
        "1、 部门基本情况\n1.主要职能\n（一）负责登记。组织实施登记。\n（二）负责监管。依法监管。\n2． 机构情况\n内设5个科室。\n\
        2、支出情况\n（1）基本支出情况\n支出5万元。\n三、绩效情况\n（一）目标完成情况\n1.优化营商环境。\n新增9户。\n\
        （1）、推进改革。办件提速。\n（2）、推进登记。办件增加。\n（3）、推行便民措施。群众满意。",
    );
    assert_eq!(
        blocks_of(&plan),
        [
            "1 部门基本情况",
            "2 主要职能",
            "3+ 负责登记。组织实施登记。",
            "3+ 负责监管。依法监管。",
            "2 机构情况",
            "0 内设5个科室。",
            "1 支出情况",
            "2 基本支出情况",
            "0 支出5万元。",
            "1 绩效情况",
            "2 目标完成情况",
            "3 优化营商环境。",
            "0 新增9户。",
            "4+ 推进改革。办件提速。",
            "4+ 推进登记。办件增加。",
            "4+ 推行便民措施。群众满意。",
        ]
    );
}

#[test]
fn items_of_a_list_that_are_no_headings_keep_their_numbers() {
    let long =
        "负责全区各类市场主体的登记注册和监督管理工作，建立信息公示和共享机制，依法公示和共享有关信息，加强信用监管；";
    let plan =
        planned(&format!("一、基本情况\n（一）主要职能\n本局负责：\n1.{long}\n2.{long}\n（二）机构情况\n设5个科室。"));
    let typed = [format!("0 1.{long}"), format!("0 2.{long}")];
    assert_eq!(blocks_of(&plan)[3..5], typed);
    assert_eq!(blocks_of(&plan)[5], "2 机构情况");
}

#[test]
fn a_heading_of_the_second_level_with_a_long_text_is_parted_from_it() {
    let long =
        "负责全区各类市场主体的登记注册和监督管理工作，建立信息公示和共享机制，依法公示和共享有关信息，加强信用监管。";
    let plan = planned(&format!("一、基本情况\n（一）主要职能：{long}\n（二）机构情况\n设5个科室。"));
    assert_eq!(blocks_of(&plan)[1..3], ["2 主要职能：".to_owned(), format!("0 {long}")]);
}

#[test]
fn headings_numbered_by_the_word_processor_have_the_levels_of_their_styles() {
    let line = |text: &str, level| Paragraph { text: text.to_owned(), level, ..Paragraph::default() };
    let paragraphs = vec![
        line("部门基本情况", Some(1)),
        line("人员情况", Some(2)),
        line("在职94人。", None),
        line("支出情况", Some(1)),
        line("基本支出情况", Some(2)),
        line("1.人员经费", None),
        line("用于工资。", None),
    ];
    let plan = plan(&SourceText { name: String::new(), paragraphs }, &form(), 2020);
    let expected =
        ["1 部门基本情况", "2 人员情况", "0 在职94人。", "1 支出情况", "2 基本支出情况", "3 人员经费", "0 用于工资。"];
    assert_eq!(blocks_of(&plan), expected);
}

#[test]
fn marks_of_our_own_are_only_words() {
    let plan = planned("一、基本情况\n写作{{staff.quota}}的，路径 C:\\甲。");
    let text = &plan.chapters[0].blocks[1].draft.text;
    assert_eq!(narrative::references(text).count(), 0);
    assert_eq!(narrative::unescape(text), "写作{{staff.quota}}的，路径 C:\\甲。");
}

#[test]
fn what_the_form_does_not_have_and_what_the_document_does_not_have_is_told() {
    let plan = planned(
        "一、基本情况\n设5个科室。\n二、支出情况\n支出5万元。\n三、政府性基金预算支出情况\n无。\n四、绩效情况\n良好。",
    );
    assert_eq!(blocks_of(&plan).len(), 8);
    assert!(plan.notes[0].contains("“政府性基金预算支出情况”"), "{:?}", plan.notes);
    assert!(plan.notes[1].contains("保持不动"), "{:?}", plan.notes);
}

#[test]
fn a_document_without_chapters_comes_whole_into_the_first_one() {
    let plan = planned("设5个科室。\n支出5万元。");
    assert_eq!(blocks_of(&plan)[1..], ["0 设5个科室。", "0 支出5万元。"]);
    assert!(plan.notes[0].contains("没有认出"), "{:?}", plan.notes);
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// All words of a plan, paragraph by paragraph, letters in order of their kind: nothing lost, nothing invented.
fn words_of(plan: &Plan, with_heading: bool) -> Vec<char> {
    let skipped = usize::from(!with_heading);
    let blocks = plan.chapters.iter().flat_map(|chapter| &chapter.blocks).skip(skipped);
    let block =
        |block: &PlannedBlock| block.typed_number.clone().unwrap_or_default() + &narrative::unescape(&block.draft.text);
    let cells = plan.tables.iter().flat_map(|table| &table.rows).flatten().cloned();
    let all = blocks.map(block).chain(plan.unplaced.iter().map(|one| one.text.clone())).chain(cells);
    let mut letters: Vec<char> = all.flat_map(|text| squeezed(&text).chars().collect::<Vec<_>>()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_word_of_a_source_is_in_its_plan_once(
        lines in proptest::collection::vec(
            ("(|　| |\\[bookmark: a\\])(|一、|二、|三、|（一）|(2) |1.|2．|3、|（1）、|①|第一章|附件：1.|附件1)(基本情况|支出情况|绩效情况|目录|存在的问题|其他|2020年3月1日|某局|负责登记。组织实施；落实。|支出5万元\\{\\{a}}\\\\|甲：乙)(|。|……3|\t5|\u{b}三、绩效)", proptest::option::of(1_u8..4), proptest::option::weighted(0.1, 0_usize..2)),
            0..25,
        )
    ) {
        let paragraph = |(index, (text, level, table)): (usize, (String, Option<u8>, Option<usize>))| Paragraph {
            text, level, line: index + 1, cell: table.map(|table| Cell { table, row: index, column: 0 }),
        };
        let paragraphs: Vec<Paragraph> = lines.into_iter().enumerate().map(paragraph).collect();
        let mut expected: Vec<char> = paragraphs.iter().flat_map(|one| squeezed(&one.text).chars().collect::<Vec<_>>()).collect();
        expected.sort_unstable();
        let source = SourceText { name: String::new(), paragraphs };
        let plan = plan(&source, &form(), 2020);
        let is_headed = plan.notes.first().is_some_and(|note| note.contains("没有认出"));
        prop_assert_eq!(words_of(&plan, !is_headed), expected);
        // The order of the source is kept within the text.
        let order: Vec<usize> =
            plan.chapters.iter().flat_map(|chapter| &chapter.blocks).skip(usize::from(is_headed)).map(|block| block.paragraph).collect();
        prop_assert!(order.is_sorted(), "{:?}", order);
    }
}
