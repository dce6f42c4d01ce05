//! What a tree tells, down to what was typed; the demo is explained as the officer asks.

use std::collections::BTreeSet;

use super::*;
use crate::evaluation::evaluate;
use crate::figure::Formula;
use crate::filing::Entry;
use crate::quantity::Measure;
use crate::sample::{self, Sample};

fn demo() -> Sample {
    sample::load("demo").expect("is shipped")
}

/// The demo's newest year, with these figures entered in it.
fn explained(subject: &str, entered: &[(&str, &str)]) -> Explanation {
    let sample = demo();
    let mut filing = sample.filings[1].clone();
    for (key, value) in entered {
        let (key, value) = (Key::new(*key), (*value).to_owned());
        filing.entries.insert(key.clone(), Entry { report_year: 2024, key, typed: value.clone(), value });
    }
    let evaluation = evaluate(&sample.edition, &filing, None);
    let moments = Moments {
        entries: BTreeMap::from([("staff.quota".to_owned(), "2025-03-09 14:32:05".to_owned())]),
        judgements: BTreeMap::new(),
        targets: BTreeMap::new(),
    };
    Explainer::new(&sample.edition, &filing, &evaluation, &moments).explain(subject).expect("is known")
}

fn all(node: &Explanation) -> Vec<&Explanation> {
    std::iter::once(node).chain(node.inputs.iter().flat_map(all)).collect()
}

#[test]
fn lost_points_are_told_down_to_what_was_typed() {
    let tree = explained("in_post_control_rate", &[("staff.in_post.final", "90")]);
    let lines = [
        "在职人员控制率　得3分，满分5分",
        "│ 评分标准：在职人员控制率不高于100%，计5分；每高出1个百分点，扣0.5分，扣完为止，不足1个百分点的不扣。",
        "│ 计分：104.65%，高出4.65个百分点，合4级（每级1个百分点），扣2分，计3分",
        "│ 注意：表样未说明不足1个百分点如何扣分，本程序按不扣分计算",
        "│ 扣分：2分，在职人员控制率为104.65%，超过100%，按每超过1个百分点扣0.5分计",
        "└ 控制率　104.65%",
        "  │ 公式：本年实际在职人数 ÷ 编制数",
        "  │ 算式：90 ÷ 86 = 104.65%",
        "  │ 取整：104.651162…%，显示时四舍五入为104.65%，计算用原数",
        "  │ 位置：附件1“财政供养人员情况”行“控制率”栏",
        "  ├ 本年实际在职人数　90人",
        "  │ │ 公式：行政编制在职人数 + 事业参公编制在职人数 + 非参公事业编制在职人数",
        "  │ │ 录入：90",
        "  │ │ 分项合计：85，与填列的不一致，采用直接填列的数",
    ];
    assert_eq!(tree.lines()[..lines.len()], lines);
    let tail = ["      录入：86", "      最近修改：2025-03-09 14:32:05"];
    assert!(tree.lines().windows(2).any(|two| two == tail), "{:#?}", tree.lines());
}

#[test]
fn every_score_and_figure_of_a_year_ends_in_what_was_entered() {
    let sample = demo();
    let filing = &sample.filings[1];
    let evaluation = evaluate(&sample.edition, filing, None);
    let moments = Moments::default();
    let explainer = Explainer::new(&sample.edition, filing, &evaluation, &moments);
    let scores = evaluation.indicators.iter().map(|result| result.key.as_str());
    for subject in scores.chain(evaluation.figures.keys().map(Key::as_str)).chain(["total"]) {
        let tree = explainer.explain(subject).expect("is known");
        for node in all(&tree) {
            let wants = match (node.of, node.inputs.is_empty()) {
                (Of::Figure, _) if node.fact(FactKind::Above).is_some() => continue,
                (Of::Figure, true) => [FactKind::Typed, FactKind::Wanted],
                (Of::Figure, false) => [FactKind::Formula; 2],
                (Of::Decision, _) => continue,
                (Of::Score | Of::Total, _) => [FactKind::Award, FactKind::Working],
            };
            let spared = node.fact(FactKind::Note).is_some();
            assert!(wants.iter().any(|kind| node.fact(*kind).is_some()) || spared, "{subject}: {node:#?}");
        }
        let lost = |node: &&Explanation| node.of == Of::Score && node.shown != node.full_score;
        assert!(all(&tree).into_iter().filter(lost).all(|node| node.fact(FactKind::Loss).is_some()));
    }
}

#[test]
fn a_zero_base_an_absent_building_and_a_blank_say_so() {
    let zero = explained("three_public_control_rate", &[("three_public.budget", "0")]);
    let inputs: Vec<&str> = zero.inputs.iter().map(|input| input.key.as_str()).collect();
    assert_eq!(inputs, ["three_public.budget", "three_public.final"]);
    assert_eq!(zero.fact(FactKind::Note), Some("本年未安排“三公”经费预算而有支出"));
    assert!(zero.fact(FactKind::Silent).is_some_and(|silent| silent.contains("基数为0")));
    let none = explained("building_area_control_rate", &[("building.exists", "0")]);
    assert_eq!(none.inputs.len(), 1);
    assert_eq!(none.inputs[0].shown.as_deref(), Some("否"));
    let aside = explained("building.area.actual", &[("building.exists", "0")]);
    assert_eq!(aside.fact(FactKind::Wanted), Some("填有1842，因这一项与本单位无关，没有采用"));
    let asked = explained("in_post_control_rate", &[("staff.quota", "0")]);
    assert_eq!(asked.fact(FactKind::Wanted), Some("“编制数”不大于0，无法计分，请核对"));
}

#[test]
fn the_total_names_what_was_lost_where_and_each_item_of_a_list_what_it_is_worth() {
    let total = explained("total", &[]);
    let lost = "共4.81分：预算控制率1分，管理制度健全性2分，资金使用合规性1分，重点工作实际完成率0.31分，经济效益、社会效益0.5分";
    assert_eq!(total.fact(FactKind::Loss), Some(lost));
    assert_eq!(total.inputs.len(), 16);
    let systems = explained("management_systems", &[]);
    let fourth = &systems.inputs[3];
    assert_eq!((fourth.shown.as_deref(), fourth.full_score.as_deref()), (Some("0"), Some("2")));
    assert_eq!(fourth.fact(FactKind::Loss), Some("2分，不符合"));
    let share = explained("key_task_completion_rate", &[]);
    assert_eq!(share.fact(FactKind::Rounding), Some("7.692307…分，四舍五入为7.69分"));
}

#[test]
fn what_is_used_again_and_again_is_explained_once() {
    let mut sample = demo();
    let mut last = "staff.quota".to_owned();
    for index in 0..200 {
        let (key, used) = (format!("chain.{index}"), Key::new(last));
        let formula = Formula::Sum(vec![used.clone(), used]);
        let mut figure = Figure::plain(Key::new(key.clone()), key.clone(), Measure::Number, Some(formula));
        figure.inline = index % 2 == 0;
        sample.edition.figures.push(figure);
        last = key;
    }
    let filing = &sample.filings[1];
    let evaluation = evaluate(&sample.edition, filing, None);
    let moments = Moments::default();
    let tree = Explainer::new(&sample.edition, filing, &evaluation, &moments).explain(&last).expect("is known");
    let nodes = all(&tree);
    let keys: BTreeSet<&str> = nodes.iter().map(|node| node.key.as_str()).collect();
    assert!(nodes.len() <= 2 * keys.len(), "{} of {}", nodes.len(), keys.len());
}
