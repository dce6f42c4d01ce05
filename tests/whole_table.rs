//! An edition that files 部门整体支出绩效自评表 as 附件2, as a user keeps such a year: from `new` to the papers.

use std::fs;
use std::path::Path;

use serde_json::Value;
use ziping::document::{self, Block, Paper, Run, TableRow};
use ziping::edition::Edition;
use ziping::workbook::Workbook;

use crate::golden::hold;
use crate::harness::{Folder, NOW, ok, refused, ziping};

/// The shipped edition.
const EDITION: &str = "changsha-2021-whole";

/// 上年结转 20, 年初预算 1000, 追加 80, 年末结余 30: of 1100 there were, 1070 were spent.
const FIGURES: &[(&str, &str)] = &[
    ("staff.quota", "86"),
    ("staff.in_post.final", "83"),
    ("budget.carried_over", "20"),
    ("budget.initial", "1000"),
    ("budget.supplement", "80"),
    ("budget.closing_balance", "30"),
    ("basic.personnel.final", "620"),
    ("basic.operating.budget", "160"),
    ("basic.operating.final", "150"),
    ("project.operational.budget", "180"),
    ("project.operational.final", "200"),
    ("project.maintenance.budget", "60"),
    ("project.maintenance.final", "60"),
    ("project.government_special.budget", "40"),
    ("project.government_special.final", "40"),
    ("whole.general.initial", "960"),
    ("whole.general.budget", "1050"),
    ("whole.general.final", "1025"),
    ("whole.other.initial", "40"),
    ("whole.other.budget", "50"),
    ("whole.other.final", "45"),
    ("whole.basic.initial", "720"),
    ("whole.basic.budget", "780"),
    ("whole.project.budget", "320"),
    ("form.prepared_by", "王某某"),
    ("form.phone", "0731-00000000"),
];

const OBJECTIVE: &str = "围绕文化旅游体育中心工作，保障机关正常运转；全年组织惠民文化活动260场，免费开放公共体育场馆300天，完成非遗普查和文物安全巡查，\
                         群众满意度达到90%以上。";
const RESULT: &str = "机关运转保障有力；组织惠民文化活动268场，公共体育场馆免费开放300天，非遗普查和文物安全巡查按期完成，群众满意度93.5%。";

/// Kind, name, target, result, points and the reason for what is lost.
const INDICATORS: &[[&str; 6]] = &[
    ["数量", "惠民文化活动场次", "≥260场", "268", "8", ""],
    ["数量", "公共体育场馆免费开放天数", "≥300天", "300", "6", ""],
    ["数量", "文物安全巡查次数", "≥48次", "44", "6", "第四季度两处文物点封闭修缮，少巡查4次；已列入次年计划补查。"],
    ["质量", "活动验收合格率", "≥98%", "100", "6", ""],
    ["质量", "政府采购合规率", "100%", "100", "6", ""],
    ["时效", "重点工作按时完成率", "≥95%", "95", "6", ""],
    ["时效", "资金支付及时率", "≥90%", "96.5", "4", ""],
    ["成本", "“三公”经费控制数", "≤12万元", "11.52", "4", ""],
    ["成本", "公用经费控制数", "≤160万元", "150", "4", ""],
    ["经济效益", "旅游综合收入增长率", "≥5%", "5.2", "8", ""],
    ["社会效益", "公共文化服务均等化水平", "有效提升", "", "8", ""],
    ["生态效益", "活动场地垃圾清运率", "100%", "100", "6", ""],
    [
        "可持续影响",
        "文化志愿服务长效机制",
        "建立健全",
        "已建立制度并注册志愿者412名",
        "8",
        "偏远村志愿服务站覆盖不足，次年新增2个站点。",
    ],
    ["满意度", "社会公众或服务对象满意度", "≥90%", "93.5", "10", ""],
];

/// A file with a year of that edition, nothing entered.
fn begun(folder: &Folder) -> String {
    let file = folder.path("整体.ziping").display().to_string();
    ok(&["new", "--unit", "示例区文化旅游体育局", "--year", "2024", "--edition", EDITION, "--file", &file]);
    file
}

/// The same with its table filled in.
pub(crate) fn filled(folder: &Folder) -> String {
    let file = begun(folder);
    for (key, value) in FIGURES {
        ok(&["set", key, value, "--file", &file]);
    }
    for (field, text) in
        [("objective", OBJECTIVE), ("result", RESULT), ("reason", "按合同约定，尾款在验收后的次年支付。")]
    {
        ok(&["project", "set", "whole", field, text, "--file", &file]);
    }
    for [kind, name, target, actual, weight, reason] in INDICATORS {
        let mut act = vec!["project", "indicator", "whole", "--kind", kind, "--name", name, "--target", target];
        act.extend(["--actual", actual, "--weight", weight, "--reason", reason, "--file", &file]);
        ok(&act);
    }
    for (number, attainment, share) in [("11", "达成", "100"), ("13", "部分达成", "80")] {
        ok(&["project", "indicator", "whole", number, "--attainment", attainment, "--share", share, "--file", &file]);
    }
    file
}

fn evaluation(file: &str) -> Value {
    serde_json::from_str(&ziping(&["evaluate", "--json", "--file", file]).out).expect("JSON")
}

fn findings(file: &str) -> Vec<String> {
    let told = evaluation(file);
    let told = told["findings"].as_array().expect("a list").iter();
    told.map(|finding| format!("{} {}", finding["check"], finding["message"]).replace('"', "")).collect()
}

#[test]
fn the_tables_total_is_the_filings_score() {
    let folder = Folder::new();
    let file = filled(&folder);
    let told = evaluation(&file);
    let whole = &told["whole"];
    assert_eq!(whole["execution"]["working"], "1070.00 ÷ 1100.00 × 10 = 9.73分");
    assert_eq!(whole["indicators"][2]["score"], "5.5");
    assert_eq!((&whole["total"], &told["total"]["score"]), (&"97.63".into(), &"97.63".into()));
    assert_eq!((&told["total"]["full_score"], &told["total"]["grade"]), (&"100".into(), &"优".into()));
    assert_eq!(told["indicators"].as_array().map(Vec::len), Some(0));
    let text = ok(&["text", "--file", &file]);
    assert!(text.contains("【自评总分】") && text.contains("【部门年度总体目标】"), "{text}");
    hold("evaluate-whole-2024.json", &whole.to_string().replace("},{", "},\n{"));
}

#[test]
fn why_the_score_is_so_is_told_down_to_target_and_result() {
    let folder = Folder::new();
    let file = filled(&folder);
    let trees = ["total", "projects.whole.indicator.3", "projects.whole.indicator.13", "projects.whole.execution"];
    hold("why-whole-2024.txt", &trees.map(|subject| ok(&["why", subject, "--file", &file])).join("\n\n"));
}

#[test]
fn what_is_missing_or_wrong_in_the_table_is_told() {
    let folder = Folder::new();
    let file = begun(&folder);
    let missing = evaluation(&file)["missing"].to_string();
    for words in ["部门整体支出的绩效指标", "部门年度总体目标", "基本支出全年预算数"] {
        assert!(missing.contains(words), "{words}: {missing}");
    }
    let file = {
        let again = Folder::new();
        let filled = filled(&again);
        fs::rename(filled, folder.path("满.ziping")).expect("is moved");
        folder.path("满.ziping").display().to_string()
    };
    assert!(!findings(&file).iter().any(|told| told.contains("部门整体支出")), "{:?}", findings(&file));
    for act in [
        &["set", "projects.whole.reason", ""][..],
        &["set", "whole.general.final", "1000"],
        &["set", "whole.basic.budget", "700"],
        &["project", "indicator", "whole", "3", "--reason", ""],
        &["project", "indicator", "whole", "1", "--actual", "320"],
        &["project", "indicator", "whole", "2", "--weight", "5"],
        &["set", "projects.whole.objective", "2023年底前完成全部任务。"],
    ] {
        ok(&[act, &["--file", &file]].concat());
    }
    let told = findings(&file).join("\n");
    for sentence in [
        "project_weights 部门整体支出的产出指标分值合计8 + 5 + 6 + 6 + 6 + 6 + 4 + 4 + 4 = 49，表样为50分。",
        "project_reason 部门整体支出的指标“文物安全巡查次数”满分6分、得5.5分，没有填写偏差原因及改进措施。",
        "project_execution 部门整体支出预算执行率97.27%，满分10分、得9.73分，请填写预算执行偏差原因。",
        "project_target 部门整体支出的指标“惠民文化活动场次”年度指标值≥260场，实际完成320场，为目标的123.08%",
        "goal_of_another_year 部门整体支出的年度总体目标写的是“2023年底”",
        "whole_sources_final 按收入性质分的各项全年执行数应等于年度资金总额",
        "whole_kinds_budget 基本支出加项目支出的全年预算数应等于年度资金总额",
    ] {
        assert!(told.contains(sentence), "{sentence}\n{told}");
    }
}

#[test]
fn the_papers_are_those_the_edition_files() {
    let folder = Folder::new();
    let file = filled(&folder);
    let export = |name: &str, more: &[&str]| -> Vec<String> {
        let out = folder.path(name).display().to_string();
        ok(&[&["export", "--fonts", "bundled", "--out", &out, "--file", &file], more].concat());
        let mut names: Vec<String> = fs::read_dir(&out)
            .expect("a folder")
            .map(|entry| {
                entry.expect("an entry").file_name().to_string_lossy().replace("示例区文化旅游体育局2024年度", "")
            })
            .collect();
        names.sort();
        names
    };
    let three = [
        "部门整体支出绩效自评报告.pdf",
        "附件1 部门整体支出绩效评价基础数据表.pdf",
        "附件2 部门整体支出绩效自评表.pdf",
    ];
    assert_eq!(export("三份", &[]), three);
    assert_eq!(export("全部", &["--paper", "all"]).len(), 5);
    assert_eq!(export("一份", &["--paper", "whole-table"]), [three[2]]);
    let out = folder.path("无").display().to_string();
    let no_sheet = refused(&["export", "--paper", "score-sheet", "--out", &out, "--file", &file]);
    assert!(no_sheet.contains("没有评分表") && no_sheet.contains("whole-table"), "{no_sheet}");
    ok(&["project", "add", "数字档案", "--fund", "业务工作经费", "--file", &file]);
    assert_eq!(export("四份", &[])[3], "附件3 项目支出绩效自评表.pdf");
    // The other editions have no such paper and no such table.
    let demo = folder.sample("demo");
    assert!(refused(&["export", "--paper", "whole-table", "--out", &out, "--file", &demo]).contains("score-sheet"));
    assert!(refused(&["project", "show", "whole", "--file", &demo]).contains("whole"));
}

#[test]
fn every_act_in_the_table_is_one_step_and_is_taken_back() {
    let folder = Folder::new();
    let file = filled(&folder);
    let state = || evaluation(&file)["whole"].clone();
    let first = state();
    for act in [&["move", "whole", "2", "1"][..], &["remove", "whole", "5"], &["set", "whole", "result", "已完成。"]]
    {
        let before = state();
        ok(&[&["project"], act, &["--file", &file]].concat());
        ok(&["undo", "--file", &file]);
        assert_eq!(state(), before);
        ok(&["redo", "--file", &file]);
    }
    assert_ne!(state(), first);
    assert!(ok(&["history", "--file", &file]).contains("移动部门整体支出的绩效指标"));
    assert!(ok(&["verify", "--file", &file]).contains("完好"));
}

#[test]
fn a_year_may_change_to_the_table_and_back_and_nothing_typed_is_lost() {
    let folder = Folder::new();
    let file = filled(&folder);
    let before = evaluation(&file);
    let told = ok(&["edition", "use", "changsha-2020", "--file", &file]);
    assert!(told.contains("保留　部门整体绩效指标“文物安全巡查次数”　≥48次，44次"), "{told}");
    let sheet = evaluation(&file);
    assert_eq!((sheet["indicators"].as_array().map(Vec::len), &sheet["whole"]), (Some(16), &Value::Null));
    ok(&["edition", "use", EDITION, "--file", &file]);
    assert_eq!(evaluation(&file), before);
    assert!(ok(&["edition", "confirm", "whole", "--file", &file]).contains("部门整体支出绩效自评表"));
}

#[test]
fn the_working_paper_and_the_reconciliation_know_the_table() {
    let folder = Folder::new();
    let file = filled(&folder);
    let reconciled = ok(&["reconcile", "--file", &file]);
    assert!(reconciled.contains("年初预算　"), "{reconciled}");
    let line = reconciled.lines().find(|line| line.ends_with("budget.initial")).expect("is compared");
    assert!(line.contains("附件1 1000.00") && line.contains("附件2 1000.00"), "{line}");
    assert!(ok(&["edition", "show", EDITION]).contains("【附件2】部门整体支出绩效自评表"));
}

#[test]
fn the_table_prints_its_rows() {
    let folder = Folder::new();
    let file = filled(&folder);
    let workbook = Workbook::open(Path::new(&file), NOW).expect("opens");
    let year = workbook.year(None).expect("has a year");
    let document = document::build(&[Paper::WholeTable], &year.edition, &year.filing, &year.evaluation, None);
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>().replace('\n', "");
    let lines = document.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Table(table) => {
            let row = |row: &TableRow| row.cells.iter().map(|cell| text(&cell.runs)).collect::<Vec<_>>().join(" | ");
            table.rows.iter().map(row).collect()
        }
        Block::AttachmentMark { text } | Block::TableTitle { text } => vec![text.clone()],
        Block::TableLine { parts } => vec![parts.iter().map(|part| text(part)).collect::<Vec<_>>().join("　")],
        Block::Note { runs } => vec![text(runs)],
        _ => Vec::new(),
    });
    hold("whole-table-2024.txt", &lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_bureaus_blank_table_becomes_an_edition_whose_years_begin_with_its_rows() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    let rows = [
        "附件3",
        "部门整体支出绩效自评表",
        "部门名称\t\t\t\t\t\t\t",
        "年度资金总额\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t",
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施",
        "产出指标（40分）\t数量指标\t检查户数\t≥100户\t\t20\t\t",
        "\t质量指标\t案件办结率\t≥95%\t\t20\t\t",
        "效益指标（30分）\t社会效益指标\t投诉处理满意情况\t明显改善\t\t30\t\t",
        "\t可持续影响指标\t指标1：\t\t\t\t\t",
        "满意度指标（10分）\t满意度指标\t服务对象满意度\t≥90%\t\t10\t\t",
        "总分\t\t\t\t\t100\t\t",
    ];
    let form = folder.path("自评表.txt");
    fs::write(&form, rows.join("\n")).expect("is written");
    let form = form.display().to_string();
    let shown = ok(&["edition", "import", &form, "--as", "某区", "--yes", "--file", &file]);
    assert!(shown.contains("自评表　检查户数　20分　填写目标值和完成值") && !shown.contains("指标1"), "{shown}");
    assert!(shown.contains("合计100分，其中预算执行20分，规定的绩效指标4个"), "{shown}");
    ok(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
    let table = ok(&["project", "show", "whole", "--file", &file]);
    assert!(table.contains("1　数量指标　检查户数　≥100户　—　未评／20"), "{table}");
    assert_eq!(evaluation(&file)["total"]["full_score"], "100");
    ok(&["edition", "use", "changsha-2020", "--file", &file]);
    ok(&["edition", "use", "某区", "--file", &file]);
    assert_eq!(evaluation(&file)["whole"]["indicators"].as_array().map(Vec::len), Some(4));
    // A division of points that is not whole is refused with the place.
    fs::write(&form, rows.join("\n").replace("\t20\t\t\n\t质量", "\t19\t\t\n\t质量")).expect("is written");
    let told = refused(&["edition", "import", &form, "--as", "别区", "--yes", "--file", &file]);
    assert!(told.contains("产出指标标明40分，所属指标合计39分"), "{told}");
}

/// The edition with this laid over it.
fn refusal(differs: &str) -> String {
    let edition = Edition::shipped(EDITION).expect("is whole").to_text().expect("is JSON");
    let mut whole: Value = serde_json::from_str(&edition).expect("JSON");
    let differs: Value = serde_json::from_str(differs).expect("JSON");
    for (path, value) in differs.as_object().expect("paths") {
        let (parent, name) = path.rsplit_once('/').expect("a path");
        let parent = whole.pointer_mut(parent).expect("is there");
        match name.parse::<usize>() {
            Ok(at) => parent[at] = value.clone(),
            Err(_) => parent[name] = value.clone(),
        }
    }
    Edition::read(&whole.to_string()).expect_err("is refused").to_string()
}

#[test]
fn an_edition_whose_papers_or_table_are_not_whole_is_refused_with_the_place() {
    for (differs, words) in [
        (r#"{"/papers/attachments/0/key": "letter"}"#, ["附件“letter”", "没有这样的附件"]),
        (r#"{"/papers/attachments/2/key": "whole-table"}"#, ["附件“whole-table”", "列了两次"]),
        (r#"{"/papers/attachments": []}"#, ["附件", "一份也没有"]),
        (r#"{"/papers/attachments/1/key": "score-sheet"}"#, ["评分表", "列为附件，表样里却没有"]),
        (r#"{"/whole_table": null}"#, ["部门整体支出绩效自评表", "列为附件，表样里却没有"]),
        (r#"{"/whole_table/money/1/figures/0": "no.such"}"#, ["部门整体支出绩效自评表", "没有数据项 no.such"]),
        (r#"{"/whole_table/money": []}"#, ["部门整体支出绩效自评表", "没有资金的行"]),
        (r#"{"/whole_table/money/6/group": "按收入性质分"}"#, ["部门整体支出绩效自评表", "没有排在一起"]),
        (r#"{"/whole_table/points/execution": "20"}"#, ["部门整体支出绩效自评表", "合计110"]),
        (
            r#"{"/whole_table/indicators": [{"kind": "quantity", "name": "检查户数", "full_score": "51"}]}"#,
            ["部门整体支出绩效自评表", "产出指标标明50分，所属指标合计51分"],
        ),
    ] {
        let told = refusal(differs);
        assert!(words.iter().all(|word| told.contains(word)), "{differs}: {told}");
    }
}
