//! The projects as an officer keeps them on the command line: each act is one step, and every step can be taken back.

use serde_json::Value;

use ziping::evaluation::evaluate;
use ziping::sample;

use crate::harness::{Folder, ok};

/// A file with one blank year.
fn blank(folder: &Folder) -> String {
    let file = folder.path("档案.ziping").display().to_string();
    ok(&["new", "--unit", "示例区某局", "--year", "2024", "--file", &file]);
    file
}

fn shown(file: &str, project: &str) -> Value {
    serde_json::from_str(&ok(&["project", "show", project, "--json", "--file", file])).expect("JSON")
}

#[test]
fn a_project_is_kept_step_by_step_and_every_step_is_taken_back() {
    let folder = Folder::new();
    let file = blank(&folder);
    let acts: Vec<Vec<&str>> = vec![
        vec!["add", "数字档案", "--fund", "业务工作经费"],
        vec!["set", "p1", "budget", "10万元"],
        vec!["set", "p1", "appropriation.final", "6"],
        vec!["set", "p1", "carried_over.final", "3"],
        vec!["set", "数字档案", "objective", "年底前完成档案数字化10万页。"],
        vec!["set", "p1", "result", "完成9万页。"],
        vec!["set", "p1", "reason", "尾款次年支付。"],
        vec![
            "indicator",
            "p1",
            "--kind",
            "数量",
            "--name",
            "数字化页数",
            "--target",
            "≥10万页",
            "--actual",
            "90000页",
            "--weight",
            "50",
        ],
        vec!["indicator", "p1", "--kind", "社会效益", "--name", "查档便利", "--target", "明显改善", "--weight", "30"],
        vec!["indicator", "p1", "2", "--attainment", "部分达成", "--share", "70%", "--reason", "只开放了周末。"],
        vec![
            "indicator",
            "p1",
            "--kind",
            "满意度",
            "--name",
            "群众满意度",
            "--target",
            "90%以上",
            "--actual",
            "91",
            "--weight",
            "10",
        ],
        vec!["indicator", "p1", "1", "--reason", "设备到货晚两个月。"],
        vec!["add", "网络租用", "--fund", "运行维护经费"],
        vec!["move", "网络租用", "1"],
        vec!["set", "p2", "name", "网络和云租用"],
        vec!["move", "p1", "3", "1"],
        vec!["remove", "p2"],
        vec!["remove", "p1", "3"],
        vec!["remove", "p1"],
    ];
    let state = || ok(&["evaluate", "--json", "--file", &file]);
    let mut states = vec![state()];
    for act in &acts {
        let words: Vec<&str> = std::iter::once("project").chain(act.iter().copied()).chain(["--file", &file]).collect();
        ok(&words);
        states.push(state());
    }
    assert!(states.windows(2).filter(|pair| pair[0] == pair[1]).count() <= 1, "an act that shows nowhere");
    assert_eq!(states.last(), states.first());
    for earlier in states.iter().rev().skip(1) {
        ok(&["undo", "--file", &file]);
        assert_eq!(state(), *earlier);
    }
    for later in states.iter().skip(1) {
        ok(&["redo", "--file", &file]);
        assert_eq!(state(), *later);
    }
}

#[test]
fn a_projects_points_and_what_is_lost_are_told_with_their_arithmetic() {
    let folder = Folder::new();
    let file = blank(&folder);
    for act in [
        vec!["project", "add", "数字档案", "--fund", "业务工作经费"],
        vec!["project", "set", "p1", "budget", "10"],
        vec!["project", "set", "p1", "appropriation.final", "6"],
        vec!["project", "set", "p1", "carried_over.final", "3"],
        vec![
            "project",
            "indicator",
            "p1",
            "--kind",
            "数量",
            "--name",
            "数字化页数",
            "--target",
            "≥10万页",
            "--actual",
            "90000页",
            "--weight",
            "50",
        ],
    ] {
        ok(&act.into_iter().chain(["--file", &file]).collect::<Vec<_>>());
    }
    let told = shown(&file, "数字档案");
    assert_eq!(told["execution"]["working"], "9.00 ÷ 10.00 × 10 = 9分");
    assert_eq!(told["execution"]["lost"], "1");
    let indicator = &told["indicators"][0];
    assert_eq!((&indicator["target"], &indicator["actual"]), (&"≥10万页".into(), &"9万页".into()));
    assert_eq!((&indicator["score"], &indicator["lost"]), (&"45".into(), &"5".into()));
    assert_eq!(indicator["working"], "9 ÷ 10 × 50 = 45分");
    assert_eq!(indicator["suggested_reason"], "数字化页数年度指标值≥10万页，实际完成9万页，扣5分，主要因……");
    assert_eq!(told["total"], "54");
    assert!(ok(&["get", "projects.p1.final", "--file", &file]).contains("9.00"));
}

#[test]
fn a_project_of_last_years_name_keeps_its_id() {
    let folder = Folder::new();
    let file = blank(&folder);
    ok(&["project", "add", "数字档案", "--fund", "业务工作经费", "--file", &file]);
    ok(&["project", "add", "网络租用", "--fund", "运行维护经费", "--file", &file]);
    ok(&["new", "--unit", "示例区某局", "--year", "2025", "--file", &file]);
    ok(&["project", "add", "新闻宣传", "--fund", "业务工作经费", "--file", &file]);
    ok(&["project", "add", "网络租用", "--fund", "运行维护经费", "--file", &file]);
    let list = ok(&["project", "list", "--file", &file]);
    assert!(list.contains("p3　新闻宣传") && list.contains("p2　网络租用"), "{list}");
}

/// Takes a working apart: `6 ÷ 9 × 50 = 33.33分`, `(1 − (12 − 10) ÷ 10) × 5 = 4分`.
fn recomputes(working: &str, score: rust_decimal::Decimal) -> bool {
    let Some((left, _)) = working.rsplit_once(" = ") else { return true };
    let number = |text: &str| text.trim_matches(['(', ')', '%']).parse::<rust_decimal::Decimal>().ok();
    let words: Vec<&str> = left.split(['，']).next_back().unwrap_or(left).split(' ').collect();
    let computed = match words.as_slice() {
        [a, "÷", b, "×", w] => number(a).zip(number(b)).zip(number(w)).map(|((a, b), w)| a * w / b),
        ["(1", "−", a, "−", t, "÷", _, "×", w] => {
            number(a).zip(number(t)).zip(number(w)).map(|((a, t), w)| w - w * (a - t) / t)
        }
        [share, "×", w] => {
            number(share).zip(number(w)).map(|(share, w)| share * w / rust_decimal::Decimal::ONE_HUNDRED)
        }
        _ => Some(score),
    };
    computed.is_some_and(|computed| {
        computed.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero) == score
    })
}

#[test]
fn every_working_of_the_sample_recomputes_from_its_own_numbers() {
    let sample = sample::load("demo").expect("is shipped");
    let evaluation = evaluate(&sample.edition, &sample.filings[1], None);
    let mut tried = 0;
    for project in &evaluation.projects {
        let scored = project.indicators.iter().map(|indicator| &indicator.scored).chain([&project.execution]);
        for scored in scored {
            let (working, score) = scored.working.as_ref().zip(scored.score).expect("is scored");
            assert!(recomputes(working, score), "{}: {working}", project.name);
            tried += usize::from(working.contains(" = ") && working.contains('×'));
        }
    }
    assert!(tried > 30, "{tried}");
}
