//! Texts made to be slow or large: each comes to an end, and says no more than a reader can take in.

use ziping::audit::audit;
use ziping::source::SourceText;

/// A hundred kilobytes of a piece, on one line and on many.
fn audited(piece: &str) {
    let text = piece.repeat(100_000 / piece.len());
    for text in [text.clone(), text.replace('。', "。\n")] {
        assert!(audit(&SourceText::from(text.as_str())).len() <= 12_000, "{piece}");
    }
}

#[test]
fn a_text_of_nothing_but_brackets_ends() {
    ["（", "）", "（（“”””", "5个（", "3家（甲、", "（\n"].into_iter().for_each(audited);
}

#[test]
fn a_text_of_nothing_but_numbers_ends() {
    ["12个", "1", "9，", "千", "占5%，", "1：2：", "增长5%。", "10万元，其中5万元，", "合计8人、"]
        .into_iter()
        .for_each(audited);
}

#[test]
fn a_text_of_nothing_but_cues_ends() {
    [
        "其中：",
        "加上1元，总计9元，",
        "3项措施：一是",
        "由5个增加到6个，增长9%，",
        "截止12月3日",
        "体统",
        "一、\n",
        "1、",
        "（一）",
        "年",
        "&nbsp;\n",
    ]
    .into_iter()
    .for_each(audited);
}

#[test]
fn a_text_of_nothing_but_accounts_and_pairs_ends() {
    [
        "总收入5万元，其中3万元，总支出5万元，收支平衡，",
        "收支相抵后，结余5万元，",
        "实际完成收入5万元，支出6万元，收支结余",
        "男3人，占5%，女4人，占6%，",
        "生产总值9亿元，第一产业5亿元，第二产业6亿元，",
        "“三公”经费总额5万元，出国1万元，",
        "调增12345万元，其中甲调增1万元，乙调减2万元；",
        "预算5万元（其中甲1万元），为预算的9%（其中甲为预算的8%），",
        "全市收入91.5亿元，增长1.2%；",
    ]
    .into_iter()
    .for_each(audited);
}

#[test]
fn a_text_with_more_numbers_than_are_read_says_so() {
    let text = "收入5元，".repeat(60_000);
    let findings = audit(&SourceText::from(text.as_str()));
    let unread = findings.iter().filter(|finding| finding.check == "text_unread");
    assert_eq!(unread.map(|finding| finding.quote.as_str()).collect::<Vec<_>>(), ["5元"]);
}

#[test]
fn a_text_of_nothing_but_lists_ends() {
    [
        "其中5家，",
        "占",
        "、",
        "甲、",
        "5家（3家（",
        "分别占5%、",
        "分别为5%和",
        "平均每户5元，",
        "单价5元，合计9元，",
        "上年结转5元，年末结余4元，",
        "基本支出中，5元，",
        "剩余5户，",
        "三项合计5户，",
        "年初5元，调增4元，调整后9元，",
        "共5户，",
        "预算支出总额5元，占预算支出总额的9%。",
        "总分5分，共扣3分，",
    ]
    .into_iter()
    .for_each(audited);
}

#[test]
fn numbers_without_end_are_no_numbers() {
    let digits = "9".repeat(500_000);
    assert!(audit(&SourceText::from(format!("共{digits}万亿元，其中{digits}元。").as_str())).is_empty());
    let largest = "共999999999999999万亿元，其中999999999999999亿元，增加999999999999999元，增长999999999999999%。";
    audit(&SourceText::from(largest));
}
