//! Bad input: each kind gets one Chinese sentence, exit status 2, and nothing is changed.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, ok, refused};

/// Tries an edit that must be refused and leaves the figure as it was.
fn refused_edit(key: &str, typed: &str) -> String {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let before = (ok(&["evaluate", "--json", "--file", &file]), ok(&["history", "--file", &file]));
    let sentence = refused(&["set", key, typed, "--file", &file]);
    assert_eq!((ok(&["evaluate", "--json", "--file", &file]), ok(&["history", "--file", &file])), before);
    sentence
}

#[test]
fn what_is_no_number_is_told_and_changes_nothing() {
    let sentence = refused_edit("basic.personnel.final", "约六千");
    assert!(sentence.contains("人员经费本年决算数") && sentence.contains("约六千"), "{sentence}");
}

#[test]
fn two_pasted_cells_never_become_one_number() {
    for typed in ["100\t200", "100\n200", "12 34"] {
        assert!(refused_edit("basic.personnel.final", typed).contains("不是数字"), "{typed:?}");
    }
}

#[test]
fn a_damaged_page_is_told_in_chinese_and_the_file_left_as_it_is() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let mut bytes = fs::read(&file).expect("is there");
    bytes[8192..12288].fill(0x55);
    fs::write(&file, &bytes).expect("is written");
    for command in [vec!["evaluate"], vec!["verify"], vec!["set", "staff.quota", "1"], vec!["undo"]] {
        let sentence = refused(&command.into_iter().chain(["--file", &file]).collect::<Vec<_>>());
        assert!(sentence.contains("损坏") && !sentence.contains("database"), "{sentence}");
    }
    assert!(fs::read(&file).expect("is there") == bytes);
}

#[test]
fn negative_money_is_told_and_changes_nothing() {
    assert!(refused_edit("basic.personnel.final", "-1").contains("负数"));
}

#[test]
fn a_worked_out_figure_is_not_taken_and_its_inputs_are_named() {
    let sentence = refused_edit("staff.control_rate", "1");
    assert!(sentence.contains("编制数") && sentence.contains("本年实际在职人数"), "{sentence}");
}

#[test]
fn an_unknown_figure_or_indicator_is_told() {
    assert!(refused_edit("no.such", "1").contains("no.such"));
    let folder = Folder::new();
    let file = folder.sample("demo");
    assert!(refused(&["judge", "no_such", "--score", "1", "--file", &file]).contains("no_such"));
    assert!(refused(&["get", "no.such", "--file", &file]).contains("no.such"));
}

#[test]
fn a_judgement_of_another_kind_or_out_of_range_is_told() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let before = ok(&["evaluate", "--json", "--file", &file]);
    for (indicator, given, told) in [
        ("management_systems", vec!["--score", "5"], "评分方式不同"),
        ("management_systems", vec!["--tick", "9"], "没有第9条，只有1至4条"),
        ("use_of_funds", vec!["--grade", "好"], "评分方式不同"),
        ("administrative_effectiveness", vec!["--grade", "优"], "没有“优”这一等，请从"),
        ("economic_social_benefit", vec!["--score", "7"], "最高6分，填的是7分"),
        ("economic_social_benefit", vec!["--score", "-1"], "负数"),
        ("in_post_control_rate", vec!["--score", "5"], "评分方式不同"),
        ("economic_social_benefit", vec![], "没有给出“"),
        ("use_of_funds", vec!["--breaches", "两三"], "请填阿拉伯数字或中文数字"),
    ] {
        let args: Vec<&str> = ["judge", indicator, "--file", &file].into_iter().chain(given).collect();
        let sentence = refused(&args);
        assert!(sentence.contains(told), "{args:?}: {sentence}");
    }
    assert_eq!(ok(&["evaluate", "--json", "--file", &file]), before);
}

#[test]
fn a_year_that_is_not_there_is_told_with_those_that_are() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let sentence = refused(&["evaluate", "--year", "1999", "--file", &file]);
    assert!(sentence.contains("2023年度、2024年度"), "{sentence}");
    refused(&["evaluate", "--year", "去年", "--file", &file]);
    refused(&["new", "--unit", "某局", "--year", "2024", "--file", &file]);
}

#[test]
fn a_file_that_is_no_workbook_is_told_and_left_as_it_is() {
    let folder = Folder::new();
    let cases: [(&str, Vec<u8>); 4] = [
        ("empty", Vec::new()),
        ("text", "部门整体支出".repeat(100).into_bytes()),
        ("short", b"SQLite format 3\0".to_vec()),
        ("zip", b"PK\x03\x04".repeat(200)),
    ];
    for (name, bytes) in cases {
        let file = folder.path(name);
        fs::write(&file, &bytes).expect("is written");
        for command in [vec!["evaluate"], vec!["verify"], vec!["set", "staff.quota", "1"]] {
            let shown = file.display().to_string();
            let args: Vec<&str> = command.into_iter().chain(["--file", &shown]).collect();
            refused(&args);
        }
        assert_eq!(fs::read(&file).expect("is there"), bytes, "{name}");
    }
    let nowhere = folder.path("没有").display().to_string();
    assert!(refused(&["evaluate", "--file", &nowhere]).contains("找不到"));
    let folder_itself = folder.path("").display().to_string();
    refused(&["evaluate", "--file", &folder_itself]);
}

#[test]
fn a_truncated_workbook_is_told_and_left_as_it_is() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let whole = fs::read(&file).expect("is there");
    let half = &whole[..whole.len() / 2];
    fs::write(&file, half).expect("is written");
    assert!(refused(&["evaluate", "--file", &file]).contains("损坏"));
    assert_eq!(fs::read(&file).expect("is there"), half);
}

#[test]
fn a_workbook_of_a_newer_program_is_told_and_left_as_it_is() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let mut bytes = fs::read(&file).expect("is there");
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, &bytes).expect("is written");
    assert!(refused(&["evaluate", "--file", &file]).contains("更新版本"));
    assert_eq!(fs::read(&file).expect("is there"), bytes);
}

#[test]
fn an_altered_figure_is_named_and_the_workbook_only_read() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let typed = "一年一度"; // stands nowhere else in the sample
    ok(&["set", "frugality_measures", typed, "--file", &file]);
    let mut bytes = fs::read(&file).expect("is there");
    let forged = "一年两度".as_bytes();
    let places: Vec<usize> = bytes
        .windows(typed.len())
        .enumerate()
        .filter(|(_, part)| *part == typed.as_bytes())
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + forged.len()].copy_from_slice(forged);
    }
    fs::write(&file, &bytes).expect("is written");
    let said = crate::harness::ziping(&["verify", "--file", &file]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(refused(&["set", "staff.quota", "80", "--file", &file]).contains("只能查看"));
    assert!(ok(&["get", "frugality_measures", "--file", &file]).contains("一年两度"));
    let out = folder.path("文件").display().to_string();
    for reading in [
        &["evaluate"][..],
        &["check"],
        &["get", "frugality_measures"],
        &["text"],
        &["history"],
        &["export", "--out", &out],
    ] {
        let said = crate::harness::ziping(&[reading, &["--file", &file]].concat());
        assert_eq!((said.status, said.err.lines().count()), (0, 1), "{reading:?}: {}", said.err);
        assert!(said.err.contains("只能查看"), "{reading:?}: {}", said.err);
    }
}

#[test]
fn a_place_that_cannot_take_papers_is_told() {
    let folder = Folder::new();
    let file = folder.sample("tianxin-2020");
    let taken = folder.path("不是文件夹");
    fs::write(&taken, "").expect("is written");
    refused(&["export", "--file", &file, "--out", &taken.display().to_string()]);
}

#[test]
fn a_file_is_never_written_over() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let before = fs::read(&file).expect("is there");
    assert!(refused(&["sample", "tianxin-2020", "--file", &file]).contains("已经存在"));
    assert_eq!(fs::read(&file).expect("is there"), before);
}

#[test]
fn a_command_line_that_makes_no_sense_is_told() {
    for args in [
        vec!["fly"],
        vec!["set"],
        vec!["set", "staff.quota"],
        vec!["evaluate", "--nonsense"],
        vec!["evaluate", "--file"],
        vec!["sample", "nowhere"],
        vec!["new", "--unit", " ", "--year", "2024"],
        vec!["new", "--unit", "某局", "--year", "二〇二四"],
        vec!["export", "--out", "x", "--paper", "poster"],
        vec!["evaluate", "one", "too", "many"],
    ] {
        let folder = Folder::new();
        let file = folder.sample("demo");
        let named = !args.contains(&"--file") && !args.contains(&"new") && !args.contains(&"sample");
        let more = if named { vec!["--file", file.as_str()] } else { Vec::new() };
        refused(&args.into_iter().chain(more).collect::<Vec<_>>());
    }
}

#[test]
fn a_text_of_several_paragraphs_is_not_taken_as_one() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let text = ok(&["text", "--file", &file]);
    let key = text.lines().last().and_then(|line| line.split('　').next()).expect("a key");
    for pasted in ["第一段。\n\n第二段。\n", "第一段。\r\n第二段。", "第一段。\r第二段。", "第一段。\u{2029}第二段。"]
    {
        assert!(refused(&["set", key, pasted, "--file", &file]).contains("有2段"), "{pasted:?}");
    }
    assert_eq!(ok(&["text", "--file", &file]), text);
}

#[test]
fn an_option_is_not_the_value_of_the_one_before_it() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for args in [
        &["export", "--out", "--draft"][..],
        &["judge", "management_systems", "--reason", "--tick", "1"],
        &["judge", "management_systems", "--tick", "--reason", "原因"],
        &["evaluate", "--year", "--"],
    ] {
        let sentence = refused(&[args, &["--file", &file]].concat());
        assert!(sentence.contains("后面缺少内容"), "{args:?}: {sentence}");
    }
    assert!(!folder.path("--draft").exists());
}

#[test]
fn an_unknown_option_is_quoted_as_it_was_typed() {
    for (option, quoted) in [("-x", "“-x”"), ("-甲", "“-甲”"), ("--nonsense", "“--nonsense”")] {
        let sentence = refused(&["evaluate", option]);
        assert!(sentence.contains(&format!("没有选项{quoted}")) && sentence.contains("单独加一个“--”"), "{sentence}");
    }
}

#[test]
fn options_without_a_command_are_refused() {
    assert!(refused(&["--file", "某局.ziping"]).contains("--file"));
    assert!(refused(&["help", "set"]).contains("“set”"));
}

#[test]
fn a_count_on_the_command_line_is_asked_for_as_one() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    for (typed, told) in [("几条", "请填阿拉伯数字或中文数字"), ("-1", "负数"), ("1.5", "个位")] {
        let sentence = refused(&["history", "--limit", typed, "--file", &file]);
        assert!(sentence.contains(told), "{sentence}");
    }
    assert_eq!(ok(&["history", "--limit", "１条", "--file", &file]).lines().count(), 1);
}

#[test]
fn an_unknown_form_is_told_with_the_way_to_those_there_are() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    let sentence = refused(&["new", "--unit", "某局", "--year", "2024", "--edition", "nowhere-2020", "--file", &file]);
    assert!(sentence.contains("“nowhere-2020”") && sentence.contains("ziping edition list"), "{sentence}");
}

#[test]
fn no_file_is_opened_for_a_command_line_that_makes_no_sense() {
    let folder = Folder::new();
    let broken = folder.path("不是档案");
    fs::write(&broken, "文字").expect("is written");
    let (broken, out) = (broken.display().to_string(), folder.path("文件").display().to_string());
    for command in [
        &["set", "staff.quota", "80"][..],
        &["get", "staff.quota"],
        &["text"],
        &["judge", "management_systems", "--tick=1"],
        &["evaluate"],
        &["check"],
        &["export", "--out", &out],
        &["history"],
        &["undo"],
        &["redo"],
        &["verify"],
        &["new", "--unit", "某局", "--year", "2024"],
        &["sample", "demo"],
    ] {
        let sentence = refused(&[command, &["多余", "--file", &broken]].concat());
        assert!(sentence.contains("用不到“多余”"), "{command:?}: {sentence}");
    }
}

#[test]
fn a_project_that_makes_no_sense_is_told_and_changes_nothing() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let before = (ok(&["evaluate", "--json", "--file", &file]), ok(&["history", "--file", &file]));
    let long = "长".repeat(101);
    for (words, told) in [
        (vec!["show", "不存在"], "项目清单里没有“不存在”"),
        (vec!["add", "新项目"], "缺少选项 --fund"),
        (vec!["add", "新项目", "--fund", "其他"], "可用：业务工作经费、运行维护经费、级次专项资金"),
        (vec!["add", "信息化系统运行维护经费", "--fund", "运行维护经费"], "已有“信息化系统运行维护经费”"),
        (vec!["add", "  ", "--fund", "运行维护经费"], "“项目名称”还没有填"),
        (vec!["add", &long, "--fund", "运行维护经费"], "超过100字"),
        (
            vec!["set", "heritage", "colour", "红"],
            "“项目”没有“colour”这一种，可用：name、fund、objective、appropriation",
        ),
        (vec!["set", "heritage", "budget", "很多"], "文物保护和非遗传承工作经费全年预算数”填的“很多”不是数字"),
        (vec!["set", "heritage", "execution_rate", "1"], "由程序计算"),
        (vec!["move", "heritage", "头"], "不是数字"),
        (vec!["remove", "heritage"], "还在正文或别的数据项里引用"),
        (vec!["remove", "heritage", "99"], "没有编号为 heritage.99 的绩效指标"),
        (vec!["indicator", "heritage", "--name", "巡查"], "“二级指标”还没有填"),
        (vec!["indicator", "heritage", "--kind", "数量"], "“三级指标”还没有填"),
        (
            vec!["indicator", "heritage", "--kind", "颜色", "--name", "巡查"],
            "“二级指标”没有“颜色”这一种，可用：数量、质量",
        ),
        (vec!["indicator", "heritage", "1", "--target", "≥-5"], "是负数"),
        (vec!["indicator", "heritage", "1", "--actual", "很多"], "“实际完成值”填的“很多”不是数字"),
        (vec!["indicator", "heritage", "1", "--weight", "1.005"], "小数位太多"),
        (vec!["indicator", "heritage", "1", "--weight", "101"], "最高100分"),
        (vec!["indicator", "heritage", "1", "--attainment", "达成"], "按实际完成值计分，不用评达成情况"),
        (vec!["indicator", "heritage", "9", "--attainment", "很好"], "可用：达成、部分达成、未达成"),
        (vec!["indicator", "heritage", "9", "--share", "70%"], "“达成”的计分比例应在80%至100%之间，填的是70%"),
        (vec!["paint"], "没有“project paint”"),
    ] {
        let words: Vec<&str> = std::iter::once("project").chain(words).chain(["--file", &file]).collect();
        let sentence = refused(&words);
        assert!(sentence.contains(told), "{words:?}: {sentence}");
    }
    assert_eq!((ok(&["evaluate", "--json", "--file", &file]), ok(&["history", "--file", &file])), before);
}

/// The shipped form as a file, changed; the sentence it is refused with. Nothing is kept.
fn refused_form(change: impl FnOnce(String) -> String) -> String {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    let whole = ok(&["edition", "export", "changsha-2020", "--file", &file]);
    let changed = change(whole.clone());
    assert_ne!(changed, whole);
    let path = folder.path("表样.json");
    fs::write(&path, changed).expect("is written");
    let sentence = refused(&["edition", "import", &path.display().to_string(), "--as", "坏", "--yes", "--file", &file]);
    assert!(!folder.path("表样").exists(), "{sentence}");
    sentence
}

#[test]
fn a_form_that_is_not_whole_is_refused_with_the_place() {
    let once = |from: &'static str, to: &'static str| move |text: String| text.replacen(from, to, 1);
    for (from, to, told) in [
        ("\"full_score\": \"8\"", "\"full_score\": \"5\"", "标明5分"),
        ("\"full_score\": \"6\"", "\"full_score\": \"5\"", "合计99"),
        ("\"figure\": \"staff.quota\"", "\"figure\": \"staff.quotas\"", "staff.quotas"),
        ("\"measure\"", "\"mesure\"", "不合格式"),
        ("\"kind\": \"checklist\"", "\"kind\": \"ticks\"", "不合格式"),
        ("\"from\": \"0.8\"", "\"from\": \"0.85\"", "空隙或重叠"),
        ("\"from\": \"0.8\"", "\"from\": \"0.75\"", "空隙或重叠"),
        ("\"up_to\": \"0.1\"", "\"up_to\": \"0.15\"", "空隙或重叠"),
        ("\"step\": \"0.01\"", "\"step\": \"0\"", "应大于0"),
        ("\"columns\": 2", "\"columns\": 3", "栏"),
        // The same key twice: which one was meant, nobody knows.
        ("\"name\":", "\"name\": \"甲\", \"name\":", "不合格式"),
        ("\"side\": \"over\"", "\"side\": \"over\", \"side\": \"under\"", "不合格式"),
    ] {
        let sentence = refused_form(once(from, to));
        assert!(sentence.contains(told), "{to}: {sentence}");
    }
}

#[test]
fn a_formula_that_uses_a_figure_below_it_is_refused() {
    let sentence = refused_form(|text| {
        let mut form: Value = serde_json::from_str(&text).expect("is JSON");
        let figures = form["figures"].as_array_mut().expect("a list");
        figures.rotate_left(1);
        serde_json::to_string(&form).expect("is JSON")
    });
    assert!(sentence.contains("用到的 staff.quota 不在它上面"), "{sentence}");
}

#[test]
fn a_hostile_form_is_refused_in_one_sentence() {
    for hostile in [
        "[".repeat(10_000),
        "{\"key\":".repeat(10_000),
        " ".repeat(10 << 20),
        format!("{{\"key\": \"{}\"}}", "长".repeat(3 << 20)),
        String::new(),
        "\u{FEFF}null".to_owned(),
    ] {
        refused_form(|_| hostile);
    }
}

#[test]
fn a_form_in_use_is_not_exchanged_for_a_broken_one() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let before = (ok(&["evaluate", "--json", "--file", &file]), ok(&["history", "--file", &file]));
    let whole = ok(&["edition", "export", "changsha-2020", "--file", &file]);
    fs::create_dir_all(folder.path("表样")).expect("a folder");
    fs::write(folder.path("表样/坏.json"), whole.replacen("\"full_score\": \"6\"", "\"full_score\": \"5\"", 1))
        .expect("is written");
    assert!(refused(&["edition", "use", "坏", "--file", &file]).contains("合计99"));
    assert!(ok(&["edition", "list", "--file", &file]).contains("坏　表样有误"));
    assert_eq!((ok(&["evaluate", "--json", "--file", &file]), ok(&["history", "--file", &file])), before);
}
