//! The bureau's own forms, made here as files: read, kept as editions, used for a year, and filled.

mod blank;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ziping::exchange::read_tables;

use crate::harness::{Folder, ok, refused};
use blank::{bomb, document_table, docx, parts, score_sheet, xlsx};

/// The words of every cell, by row.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let tables = read_tables(path).expect("is read").tables;
    tables.iter().flat_map(|table| &table.rows).map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
}

const ROWS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>基础数据表</t></is></c></row>
<row r="2"><c r="C2" t="inlineStr"><is><t>单位：元</t></is></c></row>
<row r="3"><c r="A3" s="2" t="inlineStr"><is><t>经费</t></is></c><c r="B3" t="inlineStr"><is><t>2023年预算数</t></is></c><c r="C3" t="inlineStr"><is><t>2023年决算数</t></is></c></row>
<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" s="3"/><c r="C4" s="3"><f>1+1</f><v>2</v></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>　公务接待费</t></is></c></row>
<row r="6" hidden="1"><c r="A6" t="inlineStr"><is><t>密</t></is></c></row>
<row r="7"><c r="A7" t="inlineStr"><is><t>公用经费</t></is></c><c r="B7"></c><c r="C7"/></row>"#;

#[test]
fn merged_cells_of_a_document_are_one() {
    let folder = Folder::new();
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let body = format!(
        "<w:p><w:r><w:t>附件1</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell(r#"<w:vMerge w:val="restart"/>"#, "甲"),
        cell(r#"<w:gridSpan w:val="2"/>"#, "乙"),
        cell("<w:vMerge/>", ""),
        cell("", "丙"),
        cell("", "丁"),
    );
    let path = docx(&folder, "表.docx", &body);
    let tables = read_tables(&path).expect("is read").tables;
    assert_eq!(tables[0].above, ["附件1"]);
    let shape: Vec<(usize, usize, usize, &str)> = tables[0]
        .rows
        .iter()
        .flatten()
        .map(|cell| (cell.column, cell.columns, cell.rows, cell.text.as_str()))
        .collect();
    assert_eq!(shape, [(0, 1, 2, "甲"), (1, 2, 1, "乙"), (1, 1, 1, "丙"), (2, 1, 1, "丁")]);
    assert_eq!(tables[0].rows[1][1].address.cell, 2);
}

#[test]
fn hidden_rows_and_sheets_of_a_workbook_are_left_out_and_told() {
    let folder = Folder::new();
    let read = read_tables(&xlsx(&folder, "表.xlsx", ROWS)).expect("is read");
    assert_eq!(read.tables.len(), 1);
    assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
    let names: Vec<&str> = read.tables[0].rows.iter().map(|row| row[0].text.as_str()).collect();
    assert_eq!(names, ["基础数据表", "", "经费", "“三公”经费", "　公务接待费", "公用经费", ""]);
    assert_eq!(read.tables[0].rows[0][0].columns, 3, "A1:C1 is merged");
    assert_eq!(read.tables[0].rows[5][0].address.row, 6);
}

#[test]
fn nothing_is_kept_before_it_was_confirmed_and_a_kept_form_serves_a_year() {
    let folder = Folder::new();
    let form = score_sheet(&folder, "评分表.docx", 40).display().to_string();
    let file = folder.path("某局.ziping").display().to_string();
    let shown = ok(&["edition", "import", &form, "--as", "某区", "--file", &file]);
    assert!(shown.contains("没有保存") && shown.contains("创新做法　40分　由您评定"), "{shown}");
    assert!(!folder.path("表样").exists());
    let sentence = refused(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
    assert!(sentence.contains("某区"), "{sentence}");
    ok(&["edition", "import", &form, "--as", "某区", "--yes", "--file", &file]);
    refused(&["edition", "import", &form, "--as", "某区", "--yes", "--file", &file]);
    assert!(ok(&["edition", "list", "--file", &file]).contains("某区"));
    assert!(ok(&["edition", "show", "某区", "--file", &file]).contains("每超过1个百分点扣2分"));
    assert!(ok(&["edition", "diff", "changsha-2020", "某区", "--file", &file]).contains("＋　附件2　创新做法"));
    ok(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
    ok(&["set", "three_public.budget", "100", "--file", &file]);
    ok(&["set", "three_public.final", "103", "--file", &file]);
    assert!(ok(&["get", "three_public_control_rate", "--file", &file]).contains("14"));
}

#[test]
fn an_exported_edition_is_imported_again_as_it_was() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    let out = folder.path("长沙.json").display().to_string();
    ok(&["edition", "export", "changsha-2020", "--out", &out, "--file", &file]);
    refused(&["edition", "export", "changsha-2020", "--out", &out, "--file", &file]);
    ok(&["edition", "import", &out, "--as", "长沙", "--yes", "--file", &file]);
    assert!(ok(&["edition", "diff", "changsha-2020", "长沙", "--file", &file]).contains("都相同"));
    let text = fs::read_to_string(&out).expect("is text").replacen("\"full_score\": \"8\"", "\"full_score\": \"5\"", 1);
    fs::write(folder.path("坏.json"), text).expect("is written");
    let bad = folder.path("坏.json").display().to_string();
    refused(&["edition", "import", &bad, "--as", "坏", "--yes", "--file", &file]);
    assert!(!ok(&["edition", "list", "--file", &file]).contains('坏'));
}

#[test]
fn a_form_that_does_not_add_up_or_is_none_is_refused() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    let import = |path: &Path| refused(&["edition", "import", &path.display().to_string(), "--yes", "--file", &file]);
    assert!(import(&score_sheet(&folder, "少.docx", 38)).contains("98"));
    assert!(import(&docx(&folder, "空.docx", "<w:p/>")).contains("没有认出"));
    fs::write(folder.path("图.pdf"), b"%PDF-1.4 and more").expect("is written");
    assert!(import(&folder.path("图.pdf")).contains("PDF"));
    let deep = format!("<w:tbl><w:tr>{}", "<w:tc><w:p>".repeat(10_000));
    import(&docx(&folder, "深.docx", &deep));
    fs::write(folder.path("坏.xls"), [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[7; 4096]].concat())
        .expect("is written");
    assert!(import(&folder.path("坏.xls")).contains("损坏"));
    let far = r#"<row r="1999"><c r="BXX1999"><v>1</v></c></row>"#;
    import(&xlsx(&folder, "远.xlsx", far));
    assert!(!folder.path("表样").exists());
}

#[test]
fn a_filled_document_differs_in_its_cells_only() {
    let folder = Folder::new();
    let form = score_sheet(&folder, "评分表.docx", 40);
    let file = folder.path("某局.ziping").display().to_string();
    let (form_name, out) = (form.display().to_string(), folder.path("填好.docx"));
    ok(&["edition", "import", &form_name, "--as", "某区", "--yes", "--file", &file]);
    ok(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
    ok(&["judge", "创新做法", "--score", "38", "--reason", "两项<未>完成", "--file", &file]);
    let said = ok(&["edition", "fill", &form_name, "--out", &out.display().to_string(), "--file", &file]);
    assert!(said.contains("已填入2格"), "{said}");
    let row = rows(&out).into_iter().find(|row| row.contains(&"创新做法".to_owned())).expect("the row");
    assert_eq!(row[row.len() - 2..], ["38".to_owned(), "两项<未>完成".to_owned()]);
    let (before, after) = (parts(&form), parts(&out));
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed, ["word/document.xml"]);
    let without: String = after["word/document.xml"].split("<w:r><w:t xml:space=\"preserve\">").enumerate().fold(
        String::new(),
        |kept, (index, part)| {
            if index == 0 { part.to_owned() } else { kept + part.split_once("</w:r>").expect("a run").1 }
        },
    );
    assert_eq!(without.replace("<w:p></w:p>", "<w:p/>"), before["word/document.xml"]);
    refused(&["edition", "fill", &form_name, "--out", &out.display().to_string(), "--file", &file]);
}

#[test]
fn a_bureaus_whole_department_table_is_filled_row_by_row_and_told_what_has_no_row() {
    let folder = Folder::new();
    let rows = [
        ["资金", "资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "", "", "", "20", "", ""],
        ["", "其中：基本支出", "", "", "", "—", "—", "—"],
        ["年度总体目标", "", "预期目标", "", "", "实际完成情况", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
        ["产出指标（40分）", "数量指标", "检查户数", "≥100户", "", "40", "", ""],
        ["效益指标（30分）", "社会效益指标", "指标1：", "", "", "", "", ""],
        ["满意度指标（10分）", "满意度指标", "服务对象满意度", "≥90%", "", "10", "", ""],
        ["总分", "", "", "", "", "100", "", ""],
    ];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 8]>::as_slice).collect();
    let form = docx(&folder, "自评表.docx", &document_table("部门整体支出绩效自评表", &rows));
    let (form, file) = (form.display().to_string(), folder.path("某局.ziping").display().to_string());
    ok(&["edition", "import", &form, "--as", "某区", "--yes", "--file", &file]);
    ok(&["new", "--unit", "某局", "--year", "2024", "--edition", "某区", "--file", &file]);
    for (key, typed) in [
        ("budget.carried_over", "0"),
        ("budget.initial", "100"),
        ("budget.supplement", "0"),
        ("whole.basic.initial", "60"),
        ("basic.personnel.final", "50"),
        ("basic.operating.final", "10"),
        ("project.operational.final", "30"),
    ] {
        ok(&["set", key, typed, "--file", &file]);
    }
    ok(&["project", "set", "whole", "objective", "全年检查100户。", "--file", &file]);
    let indicator = |more: &[&str]| {
        ok(&[&["project", "indicator", "whole"], more, &["--file", &file]].concat());
    };
    indicator(&["1", "--actual", "90", "--reason", "人手不足，次年补查。"]);
    indicator(&["--kind", "社会效益", "--name", "投诉下降率", "--target", "≥5%", "--actual", "6", "--weight", "20"]);
    indicator(&["--kind", "社会效益", "--name", "知晓率", "--target", "≥80%", "--actual", "85", "--weight", "10"]);
    let out = folder.path("填好.docx");
    let said = ok(&["edition", "fill", &form, "--out", &out.display().to_string(), "--file", &file]);
    assert!(said.contains("原表没有空行可填知晓率，请在原表上加行。"), "{said}");
    let filled = self::rows(&out);
    assert_eq!(filled[1][1..], ["年度资金总额", "100.00", "100.00", "90.00", "20", "90.00%", "18"]);
    assert_eq!(filled[2][2..5], ["60.00", "", "60.00"]);
    assert_eq!(filled[4][2..6], ["全年检查100户。", "", "", ""]);
    assert_eq!(filled[6][2..], ["检查户数", "≥100户", "90户", "40", "36", "人手不足，次年补查。"]);
    assert_eq!(filled[7][1..], ["社会效益指标", "投诉下降率", "≥5%", "6%", "20", "20", ""]);
    assert_eq!(filled[8][4..], ["", "10", "", ""], "nothing was entered there");
    let other = refused(&["edition", "fill", &form, "--out", "别.docx", "--file", &folder.sample("demo")]);
    assert!(other.contains("部门整体支出绩效自评表"), "{other}");
}

#[test]
fn a_filled_workbook_has_numbers_in_its_own_unit_and_keeps_its_formulas() {
    let folder = Folder::new();
    let (form, file, out) = (xlsx(&folder, "表.xlsx", ROWS), folder.sample("demo"), folder.path("填好.xlsx"));
    ok(&["edition", "fill", &form.display().to_string(), "--out", &out.display().to_string(), "--file", &file]);
    let sheet: BTreeMap<String, String> = parts(&out);
    let xml = &sheet["xl/worksheets/sheet1.xml"];
    for cell in [
        r#"<c r="B4" s="3"><v>126000</v></c>"#,
        r#"<c r="C4" s="3"><f>1+1</f><v>115200</v></c>"#,
        r#"</c><c r="B5"><v>38000</v></c><c r="C5"><v>30600</v></c></row>"#,
        r#"<c r="B7"><v>1650000</v></c><c r="C7"><v>1608400</v></c>"#,
    ] {
        assert!(xml.contains(cell), "{cell} is not in {xml}");
    }
    assert!(xml.contains(r#"<row r="6" hidden="1">"#));
}

#[test]
fn another_form_than_the_years_is_not_filled() {
    let folder = Folder::new();
    let (form, file) = (score_sheet(&folder, "评分表.docx", 40), folder.sample("demo"));
    let out = folder.path("填好.docx").display().to_string();
    let sentence = refused(&["edition", "fill", &form.display().to_string(), "--out", &out, "--file", &file]);
    assert!(sentence.contains("三公") && !Path::new(&out).exists(), "{sentence}");
}

#[test]
fn another_form_serves_the_year_that_was_begun_and_is_taken_back() {
    let folder = Folder::new();
    let (form, file) = (score_sheet(&folder, "评分表.docx", 40), folder.sample("demo"));
    let form = form.display().to_string();
    ok(&["edition", "import", &form, "--as", "某区", "--yes", "--file", &file]);
    let before = ok(&["evaluate", "--json", "--file", &file]);
    let said = ok(&["edition", "use", "某区", "--file", &file]);
    assert!(said.contains("保留　管理制度健全性"), "{said}");
    assert!(ok(&["edition", "show", "--file", &file]).contains("创新做法　40分"));
    assert!(ok(&["edition", "diff", "某区", "--file", &file]).contains("都相同"));
    assert!(ok(&["get", "three_public_control_rate", "--file", &file]).contains("20"));
    ok(&["undo", "--file", &file]);
    assert_eq!(ok(&["evaluate", "--json", "--file", &file]), before);
    refused(&["edition", "use", "没有", "--file", &file]);
    assert_eq!(ok(&["evaluate", "--json", "--file", &file]), before);
}

#[test]
fn assumed_rows_are_confirmed_one_by_one_or_all() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["edition", "use", "provincial-10-60-30", "--file", &file]);
    let waiting = || ok(&["evaluate", "--file", &file]).matches("待核对").count();
    let before = waiting();
    assert!(before > 10, "{before}");
    assert!(ok(&["edition", "confirm", "in_post_control_rate", "--file", &file]).contains("在职人员控制率"));
    assert_eq!(waiting(), before - 1);
    ok(&["edition", "confirm", "--file", &file]);
    assert_eq!(waiting(), 0);
    ok(&["undo", "--file", &file]);
    assert_eq!(waiting(), before - 1);
    refused(&["edition", "confirm", "no_such", "--file", &file]);
}

#[test]
fn a_form_that_unpacks_without_end_or_whose_cells_lie_over_each_other_is_refused_or_read() {
    let folder = Folder::new();
    let file = folder.path("某局.ziping").display().to_string();
    for name in ["炸.docx", "炸.xlsx"] {
        let path = bomb(&folder, name).display().to_string();
        refused(&["edition", "import", &path, "--yes", "--file", &file]);
    }
    let wide = r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    refused(&["edition", "import", &docx(&folder, "宽.docx", wide).display().to_string(), "--yes", "--file", &file]);
    let over = r#"<row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:C9"/></mergeCells><sheetData>"#;
    refused(&["edition", "import", &xlsx(&folder, "叠.xlsx", over).display().to_string(), "--yes", "--file", &file]);
    assert!(!folder.path("表样").exists());
}

/// What a row of the form was taken for, as told before it is kept.
fn told(rows: &[&[&str]], name: &str) -> String {
    let folder = Folder::new();
    let form = docx(&folder, name, &document_table("绩效评价指标评分表", rows)).display().to_string();
    let file = folder.path("某局.ziping").display().to_string();
    ok(&["edition", "import", &form, "--as", "某区", "--file", &file])
}

#[test]
fn columns_of_evidence_stand_beside_the_points_and_do_not_take_their_place() {
    let told = told(
        &[
            &["一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分标准", "评分依据", "数据来源", "自评得分"],
            &[
                "过程（60分）",
                "执行",
                "\"三公经费\"控制率",
                "３０",
                "",
                "控制率≤100%得30分，超过1个百分点扣1分",
                "决算",
                "财务",
                "",
            ],
            &["", "", "预决算公开", "30", "", "未按规定公开的，每发现一处，扣5分", "", "", ""],
            &[
                "效果（40分）",
                "满意度",
                "群众满意度",
                "40",
                "",
                "90%以上（含90%）得40分，80%-90%（含80%）得30分，80%以下得0分",
                "",
                "",
                "",
            ],
            &["总分", "", "", "100", "", "", "", "", ""],
        ],
        "依据.docx",
    );
    for row in [
        "\"三公经费\"控制率　30分　对应 “三公经费”控制率",
        "预决算公开　30分　对应 预决算信息公开性",
        "群众满意度　40分　对应 社会公众或服务对象满意度",
        "“评分依据”一栏没有对应的内容",
        "3个按规则计分，0个由您评定",
    ] {
        assert!(told.contains(row), "{row}: {told}");
    }
}

#[test]
fn a_head_of_two_rows_names_the_columns_by_its_second_one() {
    let told = told(
        &[
            &["一级指标", "", "二级指标", "", "三级指标", "", "评分标准", "得分"],
            &["名称", "分值", "名称", "分值", "名称", "分值", "", ""],
            &["投入", "40", "配置", "40", "在职人员控制率", "40", "≦100%计40分，每超1个百分点扣0.5分", ""],
            &["产出", "60", "职责", "60", "重点工作完成率", "60", "重点工作完成率×60分", ""],
            &["合计", "100", "", "100", "", "100", "", ""],
        ],
        "两行.docx",
    );
    assert!(told.contains("在职人员控制率　40分　对应 在职人员控制率"), "{told}");
    assert!(told.contains("合计100分，2个指标，其中2个按规则计分"), "{told}");
}

#[test]
fn a_year_above_two_heads_belongs_to_both() {
    let folder = Folder::new();
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>项目</t></is></c><c r="B1" t="inlineStr"><is><t>2023年</t></is></c><c r="D1" t="inlineStr"><is><t>2024年</t></is></c></row>
<row r="2"><c r="B2" t="inlineStr"><is><t>预算数</t></is></c><c r="C2" t="inlineStr"><is><t>决算数</t></is></c><c r="D2" t="inlineStr"><is><t>预算数</t></is></c><c r="E2" t="inlineStr"><is><t>决算数</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>三公经费</t></is></c><c r="B3"/><c r="C3"/><c r="D3"/><c r="E3"/></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>公务接待费</t></is></c><c r="B4"/><c r="C4"/><c r="D4"/><c r="E4"/></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>公用经费</t></is></c><c r="B5"/><c r="C5"/><c r="D5"/><c r="E5"/></row></sheetData><mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/><mergeCell ref="A1:A2"/></mergeCells><sheetData>"#;
    let form = xlsx(&folder, "附件1.xlsx", rows).display().to_string();
    let file = folder.path("某局.ziping").display().to_string();
    let told = ok(&["edition", "import", &form, "--as", "某区", "--file", &file]);
    let row = "三公经费　对应 “三公”经费上年预算数、“三公”经费上年决算数、“三公”经费本年预算数、“三公”经费本年决算数";
    assert!(told.contains(row), "{told}");
}
