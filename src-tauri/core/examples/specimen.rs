//! Prints a specimen with everything a paper may hold, for looking at: `cargo run -p ziping --example specimen OUT.pdf`.
#![allow(missing_docs)]

use ziping::document::*;
use ziping::layout::lay_out;
use ziping::paint::paint_pdf;
use ziping::typeface::Faces;

fn runs(text: &str) -> Vec<Run> {
    vec![Run::plain(text)]
}

fn body(text: &str) -> Block {
    Block::Paragraph { lead: None, runs: runs(text), source: Some(Source("block:1".into())) }
}

fn heading(level: u8, number: &str, text: &str) -> Block {
    Block::Heading { level, number: number.into(), runs: runs(text), source: None }
}

fn lead(level: u8, number: &str, head: &str, text: &str) -> Block {
    let lead = Lead { level, number: number.into(), heading_chars: head.chars().count() };
    Block::Paragraph { lead: Some(lead), runs: vec![Run::plain(head), Run::plain(text)], source: None }
}

fn cell(column: usize, span: (usize, usize), align: Align, head: bool, text: &str) -> Cell {
    Cell { column, column_span: span.0, row_span: span.1, align, indent: 0, head, runs: runs(text) }
}

fn report() -> Vec<Block> {
    let mut blocks = vec![
        Block::Title { text: "2023年度长沙市天心区农业农村局部门整体支出绩效自评报告".into() },
        body(
            "根据《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）和《天心区财政局关于开展2023年度部门整体支出绩效自评工作的通知》要求，我局对2023年度部门整体支出情况进行了“回头看”，现将有关情况报告如下。",
        ),
        heading(1, "一、", "部门基本情况"),
        heading(2, "（一）", "机构设置与人员编制情况"),
        body(
            "我局为区人民政府工作部门，内设办公室、计划财务科、农村经济管理科、种植业与农产品质量安全科等6个科室，下辖区动物疫病预防控制中心、区农业综合行政执法大队2个二级机构。核定编制数为108名，2023年末实际在职人数为101人，在职人员控制率为93.52%，比上年下降1.85个百分点。其中行政编制35名、事业编制73名；另有编外人员12人，离退休人员47人（含离休1人）。局长李堃、副局长张祎、王喆、赵昉分管相关工作。办公用房建筑面积为1,286.40㎡，人均12.74㎡，未超过规定标准。",
        ),
        heading(2, "（二）", "部门职责"),
        lead(
            3,
            "1.",
            "贯彻执行农业农村政策。",
            "统筹研究和组织实施“三农”工作中长期规划，参与涉农的财税、价格、收储、金融保险、进出口等政策制定，指导农业综合执法。",
        ),
        lead(
            3,
            "2.",
            "统筹推动发展农村社会事业。",
            "牵头组织改善农村人居环境，指导农村精神文明和优秀农耕文化建设；指导农业行业安全生产工作——尤其是农机、畜禽屠宰和沼气设施的安全监管……确保全年无较大以上事故。",
        ),
        lead(
            4,
            "（1）",
            "农产品质量安全监管。",
            "全年开展例行监测1,248批次，合格率为99.86%；快速检测15,600余批次，处置不合格产品22批次，无害化处理率100%。",
        ),
        lead(
            4,
            "（2）",
            "动物疫病防控。",
            "春秋两季集中免疫应免尽免，口蹄疫、高致病性禽流感等重大动物疫病免疫密度达到100%，抗体合格率常年保持在80%以上，气温低于-5℃时启动应急预案。",
        ),
        heading(1, "二、", "部门整体支出管理及使用情况"),
        heading(2, "（一）", "基本支出"),
        Block::Paragraph {
            lead: None,
            source: None,
            runs: vec![
                Run::plain("2023年度基本支出决算数为"),
                Run { text: "6346.47".into(), source: Some(Source("figure:basic.final".into())) },
                Run::plain(
                    "万元，占总支出的76.35%，主要用于保障机构正常运转、完成日常工作任务。其中：人员经费5788.54万元，占基本支出的91.21%，包括基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、职工基本医疗保险缴费、住房公积金以及离休费、退休费、抚恤金、生活补助等；公用经费557.93万元，占基本支出的8.79%，包括办公费、印刷费、咨询费、水费、电费、邮电费、物业管理费、差旅费、维修（护）费、会议费、培训费、公务接待费、劳务费、工会经费、福利费、公务用车运行维护费以及其他商品和服务支出。",
                ),
            ],
        },
        body(
            "“三公”经费支出共计26.18万元，比上年减少3.42万元，下降11.55%。其中：公务接待费4.75万元，因公出国（境）费0万元，公务用车购置费0万元，公务用车运行维护费21.43万元。我局严格执行《党政机关厉行节约反对浪费条例》《党政机关国内公务接待管理规定》（湘办发〔2014〕18号），“三公”经费变动率为-11.55%，控制率为87.27%，严格控制在预算（30.00万元）以内。",
        ),
        heading(2, "（二）", "项目支出"),
        body(
            "项目支出决算数为1966.12万元，其中业务工作经费412.60万元、运行维护经费78.90万元、区级政府专项经费1474.62万元。项目资金实行专账核算、专款专用，资金拨付严格履行审批程序，详见官网http://www.tianxin.gov.cn/zfxxgk/bmxxgk/nyncj/zyxmzjglbf.html公示的《专项资金管理办法》，未发现截留、挤占、挪用情况。",
        ),
        heading(1, "三、", "部门整体支出绩效情况"),
        body(
            "2023年，我局坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，深入落实中央、省委、市委和区委农村工作会议部署，锚定建设农业强区目标，抓实粮食生产、产业发展、乡村建设、乡村治理、农村改革五项重点，各项工作取得明显成效。全年实现农林牧渔业总产值18.64亿元，同比增长3.6%；农村居民人均可支配收入47,826元，同比增长6.1%；粮食播种面积4.32万亩，总产量1.98万吨，超额完成上级下达的目标任务。",
        ),
        body(
            "全年累计新建（改造）高标准农田2,860亩，维修农村公路37.6公里，完成户用厕所改造312座（其中一类厕所化粪池改造286座）；农村生活垃圾分类减量覆盖率达到100%，生活污水治理率提高到68.4%。“湘江鲫”“南托大米”等3个产品获得绿色食品认证，区级以上农业产业化龙头企业达到28家，带动农户6,500余户增收。",
        ),
        heading(1, "四、", "存在的主要问题及原因分析"),
        lead(
            3,
            "1.",
            "预算编制的精准性有待提高。",
            "年初预算与实际执行存在偏差，追加预算占年初预算的12.47%；部分项目（如农村人居环境整治“以奖代补”项目）因验收程序复杂，年末结余186.35万元，结转下年使用。",
        ),
        lead(
            3,
            "2.",
            "绩效目标设置不够细化。",
            "个别项目的绩效指标以定性描述为主，缺少可量化、可考核的数量指标和时效指标，对“效益指标”“满意度指标”的佐证材料收集不够及时、不够完整。",
        ),
        heading(1, "五、", "下一步改进措施"),
        body(
            "一是科学编制预算。按照“量入为出、收支平衡、突出重点、讲求绩效”的原则，进一步细化预算编制，提高年初预算到位率，严格控制追加事项。二是强化绩效管理。将绩效目标管理贯穿预算编制、执行、监督、决算全过程，做到“花钱必问效、无效必问责”。三是加强业务培训。组织财务人员和项目负责人学习《中华人民共和国预算法》《政府会计准则制度》等法律法规，全面提升预算绩效管理水平。",
        ),
        body("2023年度，我局部门整体支出绩效自评得分为94.5分，等级为“优”。"),
        Block::AttachmentList {
            titles: vec![
                "2023年度部门整体支出绩效评价基础数据表".into(),
                "2023年度天心区农业农村局部门整体支出绩效评价指标评分表（含评分说明及佐证材料目录）".into(),
            ],
        },
        Block::Signature { unit: "长沙市天心区农业农村局".into(), date: Some("2024年4月18日".into()) },
    ];
    blocks.insert(4, body("天心区农业农村局。"));
    blocks
}

fn base_table() -> Vec<Block> {
    use Align::*;
    let row = |cells: Vec<Cell>| TableRow { cells, min_lines: 1 };
    let mut rows = vec![
        row(vec![
            cell(0, (1, 1), Centre, true, "财政供养人员情况"),
            cell(1, (1, 1), Centre, true, "编制数"),
            cell(2, (2, 1), Centre, true, "2023年实际在职人数"),
            cell(4, (1, 1), Centre, true, "控制率"),
        ]),
        row(vec![
            cell(0, (1, 1), Centre, false, "（人）"),
            cell(1, (1, 1), Centre, false, "108"),
            cell(2, (2, 1), Centre, false, "101"),
            cell(4, (1, 1), Centre, false, "93.52%"),
        ]),
        row(vec![
            cell(0, (1, 1), Centre, true, "经费控制情况"),
            cell(1, (1, 1), Centre, true, "2022年决算数"),
            cell(2, (2, 1), Centre, true, "2023年预算数"),
            cell(4, (1, 1), Centre, true, "2023年决算数"),
        ]),
    ];
    for (name, indent, a, b, c) in [
        ("“三公”经费", 0, "29.60", "30.00", "26.18"),
        ("1. 公务用车购置和维护经费", 1, "23.80", "24.00", "21.43"),
        ("其中：公车购置", 2, "0.00", "0.00", "0.00"),
        ("公车运行维护", 2, "23.80", "24.00", "21.43"),
        ("2. 出国（境）经费", 1, "0.00", "0.00", "0.00"),
        ("3. 公务接待", 1, "5.80", "6.00", "4.75"),
        ("项目支出", 0, "1754.20", "1820.00", "1966.12"),
        ("1. 业务工作经费（一个项目一行）", 1, "398.00", "420.00", "412.60"),
        ("2. 运行维护经费（一个项目一行）", 1, "80.00", "80.00", "78.90"),
        ("3. 区级政府专项经费（一个项目一行）", 1, "1276.20", "1320.00", "1474.62"),
        ("公用经费", 0, "590.11", "570.00", "557.93"),
        ("其中：办公经费", 1, "82.40", "80.00", "76.52"),
        ("水费、电费、差旅费", 2, "41.07", "40.00", "39.15"),
        ("会议费、培训费", 2, "12.50", "12.00", "8.61"),
        ("政府采购金额", 0, "—", "350.00", "326.45"),
    ] {
        let mut label = cell(0, (1, 1), Left, false, name);
        label.indent = indent;
        rows.push(row(vec![
            label,
            cell(1, (1, 1), Number, false, a),
            cell(2, (2, 1), Number, false, b),
            cell(4, (1, 1), Number, false, c),
        ]));
    }
    rows.push(row(vec![
        cell(0, (1, 2), Centre, true, "楼堂馆所控制情况（2023年完工项目）"),
        cell(1, (1, 1), Centre, true, "批复规模（㎡）"),
        cell(2, (1, 1), Centre, true, "实际规模（㎡）"),
        cell(3, (1, 1), Centre, true, "规模控制率"),
        cell(4, (1, 1), Centre, true, "预算投资（万元）"),
    ]));
    rows.push(row(vec![
        cell(1, (1, 1), Centre, false, "/"),
        cell(2, (1, 1), Centre, false, "/"),
        cell(3, (1, 1), Centre, false, "/"),
        cell(4, (1, 1), Centre, false, "/"),
    ]));
    rows.push(TableRow { min_lines: 3, cells: vec![cell(0, (1, 1), Centre, true, "厉行节约保障措施"), cell(1, (4, 1), Left, false, "一是严格执行中央八项规定及其实施细则精神，制定《天心区农业农村局公务接待管理制度》；二是加强公务用车管理，实行定点加油、定点维修、定点保险；三是推行无纸化办公，节约水电、纸张等日常开支。")] });
    vec![
        Block::AttachmentMark { text: "附件1".into() },
        Block::TableTitle { text: "2023年度部门整体支出绩效评价基础数据表".into() },
        Block::TableLine { parts: vec![runs("填报单位：天心区农业农村局"), runs("单位：万元")] },
        Block::Table(Table {
            columns: [46, 25, 13, 13, 25].map(|width| Column { width }).to_vec(),
            head_rows: 0,
            rows,
        }),
        Block::Note {
            runs: runs(
                "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出；“控制率”按实际在职人数除以编制数计算，保留两位小数。",
            ),
        },
        Block::TableLine {
            parts: vec![
                runs("填表人（签名）：陈喆"),
                runs("填报日期：2024年4月18日"),
                runs("联系电话：0731-85899000"),
                runs("单位负责人（签名）："),
            ],
        },
    ]
}

fn score_sheet() -> Vec<Block> {
    use Align::*;
    let head = ["一级指标", "二级指标", "三级指标", "分值", "指标说明", "评价标准", "指标值", "得分", "扣分原因及说明"];
    let mut rows = vec![TableRow {
        min_lines: 2,
        cells: head.iter().enumerate().map(|(column, text)| cell(column, (1, 1), Centre, true, text)).collect(),
    }];
    let standard = "以100%为标准。在职人员控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。";
    let note = "部门（单位）本年度实际在职人员数与编制数的比率，用以反映和考核部门（单位）对人员成本的控制程度。在职人员控制率＝（在职人员数/编制数）×100%。";
    let plan: [(&str, usize, &[(&str, usize)]); 4] = [
        ("投入", 3, &[("预算配置", 3)]),
        ("过程", 9, &[("预算执行", 4), ("预算管理", 3), ("资产管理", 2)]),
        ("产出", 3, &[("职责履行", 3)]),
        ("效益", 4, &[("履职效益", 4)]),
    ];
    let names = [
        "在职人员控制率",
        "“三公”经费变动率",
        "重点支出安排率",
        "预算完成率",
        "预算控制率",
        "新建楼堂馆所面积控制率",
        "公用经费控制率",
        "管理制度健全性",
        "资金使用合规性",
        "预决算信息公开性",
        "资产管理安全性",
        "固定资产利用率",
        "重点工作实际完成率",
        "完成及时率",
        "质量达标率",
        "经济效益",
        "社会效益",
        "行政效能",
        "社会公众或服务对象满意度",
    ];
    let mut index = 0;
    for (first, first_rows, seconds) in plan {
        let mut first_done = false;
        for (second, second_rows) in seconds {
            for place in 0..*second_rows {
                let mut cells = Vec::new();
                if !first_done {
                    cells.push(cell(0, (1, first_rows), Centre, false, first));
                    first_done = true;
                }
                if place == 0 {
                    cells.push(cell(1, (1, *second_rows), Centre, false, second));
                }
                cells.push(cell(2, (1, 1), Centre, false, names[index % names.len()]));
                cells.push(cell(3, (1, 1), Centre, false, "5"));
                cells.push(cell(4, (1, 1), Left, false, note));
                cells.push(cell(5, (1, 1), Left, false, standard));
                cells.push(cell(6, (1, 1), Centre, false, "93.52%"));
                cells.push(cell(7, (1, 1), Number, false, if index % 4 == 0 { "4.5" } else { "5" }));
                cells.push(cell(
                    8,
                    (1, 1),
                    Left,
                    false,
                    if index % 4 == 0 { "追加预算比例为12.47%，按标准扣0.5分。" } else { "" },
                ));
                rows.push(TableRow { cells, min_lines: 1 });
                index += 1;
            }
        }
    }
    rows.push(TableRow {
        min_lines: 1,
        cells: vec![
            cell(0, (3, 1), Centre, true, "总分"),
            cell(3, (1, 1), Centre, true, "100"),
            cell(4, (3, 1), Left, false, ""),
            cell(7, (1, 1), Number, true, "94.5"),
            cell(8, (1, 1), Left, false, ""),
        ],
    });
    vec![
        Block::AttachmentMark { text: "附件2".into() },
        Block::TableTitle { text: "2023年度部门整体支出绩效评价指标评分表".into() },
        Block::TableLine {
            parts: vec![runs("填报单位（盖章）：天心区农业农村局"), runs("2024年4月18日")]
        },
        Block::Table(Table {
            columns: [16, 18, 24, 11, 60, 52, 20, 13, 34].map(|width| Column { width }).to_vec(),
            head_rows: 1,
            rows,
        }),
        Block::TableLine { parts: vec![runs("评价人（签名）："), runs("单位负责人（签名）：")] },
    ]
}

fn main() {
    let copies: usize = std::env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or(1);
    let section = |orientation, numbering, blocks| Section { orientation, numbering, blocks };
    let mut sections = vec![section(
        Orientation::Portrait,
        Numbering::None,
        vec![Block::Cover {
            title: "2023年度长沙市天心区农业农村局部门整体支出绩效自评报告".into(),
            unit: "长沙市天心区农业农村局".into(),
            date: Some("2024年4月".into()),
        }],
    )];
    for _ in 0..copies {
        sections.push(section(Orientation::Portrait, Numbering::Continue, report()));
        sections.push(section(Orientation::Portrait, Numbering::Continue, base_table()));
        sections.push(section(Orientation::Landscape, Numbering::Continue, score_sheet()));
    }
    let document = Document {
        title: "2023年度部门整体支出绩效自评报告".into(),
        author: "长沙市天心区农业农村局".into(),
        stamp: std::env::args().nth(3).map(|_| Stamp::Draft),
        sections,
    };
    let begun = std::time::Instant::now();
    let faces = Faces::bundled();
    let layout = lay_out(&document, &faces);
    let laid = begun.elapsed();
    let bytes = paint_pdf(&layout, &faces).expect("the bundled faces can be embedded");
    eprintln!(
        "{} pages, layout {laid:?}, all {:?}, {} bytes, missing {:?}",
        layout.pages.len(),
        begun.elapsed(),
        bytes.len(),
        layout.missing
    );
    let out = std::env::args().nth(1).expect("a file to write");
    std::fs::write(out, bytes).expect("the file can be written");
}
