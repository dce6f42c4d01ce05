//! Every sentence the program says of an error: what happened, and what to do. One match, so that a new error does
//! not compile until it has been told.

use crate::error::Error;

/// The Chinese sentence for an error, on one line whatever was typed or pasted.
pub fn sentence(error: &Error) -> String {
    told(error).split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn told(error: &Error) -> String {
    match error {
        Error::NotANumber { label, text } => {
            format!("{}填的“{text}”不是数字，请填阿拉伯数字或中文数字。", quoted(label))
        }
        Error::Negative { label, text } => {
            format!("{}填的“{text}”是负数，这一项不能为负，请核对后重填。", quoted(label))
        }
        Error::TooPrecise { label, text, unit } => {
            format!("{}填的“{text}”小数位太多，这一项只能精确到{unit}，请核对后重填。", quoted(label))
        }
        Error::TooLarge { label, text } => format!("{}填的“{text}”太大，请核对计量单位后重填。", quoted(label)),
        Error::NotYesOrNo { label, text } => format!("{}填的“{text}”无法识别，请填“是”或“否”。", quoted(label)),
        Error::NotADate { label, text } => {
            format!("{}填的“{text}”不是日期，请按 2021-03-31 或 2021年3月31日 的样式填写。", quoted(label))
        }
        Error::Blank { label } => format!("{}还没有填，请填写后再试。", quoted(label)),
        Error::InCell { error, .. } => told(error),
        Error::TooLong { label, limit } => format!("{}的文字超过{limit}字，请删减后再保存。", quoted(label)),
        Error::Derived { label, inputs } => format!("{}由程序计算，不能直接填写，请改填：{inputs}。", quoted(label)),
        Error::UnknownFigure { key } => format!("没有名为“{key}”的数据项，请核对名称。"),
        Error::UnknownIndicator { key } => format!("没有名为“{key}”的指标，请核对名称。"),
        Error::UnknownBlock { id } => format!("没有编号为 {id} 的段落，它可能已被删除，请重新打开档案后再试。"),
        Error::UnknownFinding { id } => {
            format!("核对结果里没有“{id}”这一条，它可能已经改正，请重新核对后再试。")
        }
        Error::UnknownChapter { key } => format!("报告里没有“{key}”这一章，请重新打开档案后再试。"),
        Error::LabelTaken { label } => format!("已有名为{}的数据项，请换一个名称。", quoted(label)),
        Error::FigureQuoted { label } => {
            format!("{}还在正文或别的数据项里引用，没有删除，请先改掉引用它的地方。", quoted(label))
        }
        Error::UnknownProject { name } => format!("项目清单里没有“{name}”，请核对项目的名称或编号。"),
        Error::ProjectTaken { name } => format!("项目清单里已有{}，请换一个名称。", quoted(name)),
        Error::UnknownProjectIndicator { id } => {
            format!("没有编号为 {id} 的绩效指标，它可能已被删除，请核对后再试。")
        }
        Error::UnknownWord { label, text, known } => {
            format!("{}没有“{text}”这一种，可用：{known}。", quoted(label))
        }
        Error::UnfitAttainment { name } => {
            format!("{}的年度指标值是数字，按实际完成值计分，不用评达成情况。", quoted(name))
        }
        Error::ShareOutOfRange { attainment, least, most, given } => {
            format!("“{attainment}”的计分比例应在{least}%至{most}%之间，填的是{given}，请核对后重填。")
        }
        Error::UnknownReference { text } => format!("文中引用的“{text}”找不到对应的数据项，请核对名称。"),
        Error::SeveralParagraphs { label, count } => {
            format!("{}一次只填一段，给出的文字有{count}段，没有改动，请逐段填写。", quoted(label))
        }
        Error::UnfitJudgement { label, wanted } => format!("{}的评分方式不同，请{wanted}。", quoted(label)),
        Error::NothingGiven { label, wanted } => format!("没有给出{}的评分，请{wanted}。", quoted(label)),
        Error::ScoreTooHigh { label, given, full_score } => {
            format!("{}最高{full_score}分，填的是{given}分，请核对后重填。", quoted(label))
        }
        Error::UnknownTick { label, tick, items } => {
            format!("{}没有第{tick}条，只有1至{items}条，请核对后重填。", quoted(label))
        }
        Error::UnknownGrade { label, grade, wanted } => {
            format!("{}没有“{grade}”这一等，请{wanted}。", quoted(label))
        }
        Error::UnknownBasis { label, given, offered } if offered.is_empty() => {
            format!("{}没有可选的口径，“{given}”没有记下；可以写进来源。", quoted(label))
        }
        Error::UnknownBasis { label, given, offered } => {
            format!("{}的口径没有“{given}”这一种，可选：{}。", quoted(label), offered.join("、"))
        }
        Error::NoSuchYear { year, years } => {
            format!(
                "档案里没有{year}年度，现有：{}。",
                years.iter().map(|year| format!("{year}年度")).collect::<Vec<_>>().join("、")
            )
        }
        Error::TextExists { year, name } => format!(
            "{year}年度的正文已经写过或导入过，没有导入{}；要用它替换，请选择“替换”（命令行加 --replace）。",
            quoted(name)
        ),
        Error::YearExists { year } => format!("档案里已有{year}年度，没有重复新建。"),
        Error::NotAYear { text } => format!("“{text}”不是年度，请填四位数字，如 2020。"),
        Error::NoFiling => "档案里还没有任何年度，请先新建年度。".to_owned(),
        Error::UnknownEdition { key } => format!("没有名为“{key}”的表样，请用 ziping edition list 查看可用的表样。"),
        Error::BrokenEdition { place, reason } => format!("表样有误，未采用：{place}，{reason}。"),
        Error::UnknownSample { key } => format!("没有名为“{key}”的示例，可用的示例是 demo 和 tianxin-2020。"),
        Error::NoSuchFile { path } => format!("找不到文件“{}”，请核对位置和名称。", path.display()),
        Error::FileExists { path } => format!("文件“{}”已经存在，没有覆盖，请换一个名称。", path.display()),
        Error::NotADatabase { path } => format!("“{}”不是自评档案，文件未改动，请另选文件。", path.display()),
        Error::ForeignFile { path } => {
            format!("“{}”是别的程序的数据库，不是自评档案，文件未改动，请另选文件。", path.display())
        }
        Error::FileTooNew { path, found, known } => format!(
            "“{}”由更新版本的程序保存（格式{found}，本程序认识到{known}），文件未改动，请先升级程序。",
            path.display()
        ),
        Error::Damaged { path, detail } => {
            format!("“{}”已损坏（{detail}），原文件保持原样，请从备份中恢复。", path.display())
        }
        Error::Altered { place } => {
            format!("档案被其他程序改动过（{place}），现在只能查看，不能修改，请从备份中恢复。")
        }
        Error::InUse { path } => format!("“{}”正被另一个窗口或程序使用，请先关闭它再试。", path.display()),
        Error::NothingToUndo => "没有可以撤销的修改。".to_owned(),
        Error::NothingToRedo => "没有可以重做的修改。".to_owned(),
        Error::DiskFull { path } => {
            format!("磁盘已满，“{}”没有写成，已有内容未受影响，请清理磁盘后再试。", path.display())
        }
        Error::CannotRead { path, source } => {
            format!("读不了“{}”（{}），请核对位置和权限后再试。", path.display(), io_reason(source))
        }
        Error::CannotWrite { path, source } => {
            format!("写不了“{}”（{}），已有内容未受影响，请换一个位置再试。", path.display(), io_reason(source))
        }
        Error::NotPutBack { path, source, kept, left } => {
            let kept = kept.iter().map(|(old, now)| format!("原来的“{}”现存为“{}”", old.display(), now.display()));
            let left = left.iter().map(|new| format!("新的“{}”没能移走", new.display()));
            format!(
                "写不了“{}”（{}），也没能全部恢复原样：{}，请手工改回后再试。",
                path.display(),
                io_reason(source),
                kept.chain(left).collect::<Vec<_>>().join("，")
            )
        }
        Error::CannotTell { source } => {
            format!("命令已经执行，但结果没有完整输出（{}），请换一个输出位置再查看。", io_reason(source))
        }
        Error::Database { path, detail } => {
            format!("档案“{}”操作失败（{detail}），本次修改没有保存，请重试。", path.display())
        }
        Error::NoSafeCopy { path, detail } => {
            format!("升级前的备份没有做成（{detail}），“{}”保持原样，请清理磁盘后再试。", path.display())
        }
        Error::UnfitBackup { path, detail } => {
            format!("“{}”不能用来恢复（{detail}），现在的档案没有改动，请另选一份备份。", path.display())
        }
        Error::Lost { path, backup } => format!(
            "找不到档案“{}”，但有它的备份“{}”，没有另起新档案，请从备份中恢复，或换一个位置新建。",
            path.display(),
            backup.display()
        ),
        Error::NoDataFolder { path } => {
            format!("找不到存放档案的文件夹“{}”，请接好这块硬盘后重新打开，或重新选择存放位置。", path.display())
        }
        Error::PlaceTaken { path } => {
            format!("“{}”里已有另一份自评档案，没有覆盖，请另选一个文件夹。", path.display())
        }
        Error::SamePlace { path } => {
            format!("“{}”就是档案或备份现在所在的文件夹，没有改动，请另选一个文件夹。", path.display())
        }
        Error::BrokenSettings { path } => {
            format!("设置文件“{}”读不出来，请重新选择存放位置。", path.display())
        }
        Error::CannotPaint { .. } => {
            "文件没有生成，字体或排版出错，已有内容未受影响，请重新安装程序后再试。".to_owned()
        }
        Error::Outdated => "列表已经变化，没有执行，请重新打开这一页后再选。".to_owned(),
        Error::NotUnderstood { command } => {
            format!("窗口与程序的版本不一致（{command}），这一步没有完成，请重新安装程序后再试。")
        }
        Error::UnreadableKind { path, kind } => format!(
            "“{}”是{kind}，这里只能读 docx 和 txt，请用 Word 或 WPS 打开，另存为 docx 后再检查。",
            path.display()
        ),
        Error::BrokenDocument { path, detail } => {
            format!("“{}”读不下去（{detail}），文件未改动，请用 Word 或 WPS 打开，另存为 docx 后再试。", path.display())
        }
        Error::LockedDocument { path } => {
            format!("“{}”设有密码，请用 Word 或 WPS 取消密码，另存为 docx 后再检查。", path.display())
        }
        Error::DocumentTooLarge { path } => {
            format!("“{}”的文字太多，不像一份报告或表样，没有读取，请只留下需要的部分后再试。", path.display())
        }
        Error::OtherForm { label, form, filing } => format!(
            "这份原表与本年度采用的表样不同：{}在原表上{form}，本年度{filing}，没有填写，请换用本年度的原表。",
            quoted(label)
        ),
        Error::NoForm { name } => {
            format!("“{name}”里没有认出基础数据表或指标评分表，没有读取，请核对是不是选错了文件。")
        }
        Error::UnreadableForm { path, kind } => format!(
            "“{}”是{kind}，表样只能读 docx、xlsx、xls 和粘贴成的文本，请用 Word、Excel 或 WPS 打开，另存为 docx 或 xlsx 后再试。",
            path.display()
        ),
        Error::EmptyDocument { path } => format!("“{}”里没有文字，请核对是不是选错了文件。", path.display()),
        Error::SeveralDocuments { count } => format!("一次只能检查一份报告，拖进来的是{count}个文件，请只拖一个。"),
        Error::Usage { text } => text.clone(),
    }
}

/// Where a JSON text cannot be read.
pub fn unreadable(error: &serde_json::Error) -> String {
    format!("第{}行第{}列不合格式", error.line(), error.column())
}

/// A name in quotation marks; marks within it become single ones (GB/T 15834—2011, 4.8.3).
pub fn quoted(name: &str) -> String {
    format!("“{}”", name.replace('“', "‘").replace('”', "’"))
}

/// 合计, 小计: the name of a row that says nothing without that of its group.
pub fn is_sum(name: &str) -> bool {
    let name: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    ["合计", "小计", "总计", "总额"].contains(&name.as_str())
}

/// Why the system refused, in Chinese.
fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::NotFound => "位置不存在".to_owned(),
        ErrorKind::AlreadyExists => "同名文件已存在".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        ErrorKind::NotADirectory => "这个位置不是文件夹".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘只读".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        _ => match error.raw_os_error() {
            // Sharing and locking violations: another program has the file open.
            Some(32 | 33) if cfg!(windows) => "文件正被别的程序打开".to_owned(),
            Some(code) => format!("系统错误 {code}"),
            None => "系统拒绝".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_of_an_area_reads_as_one_says_it() {
        let error =
            crate::quantity::read("面积", "1.234", crate::quantity::Measure::Area, "", false).expect_err("is too fine");
        assert!(sentence(&error).contains("只能精确到小数点后两位，"), "{error}");
    }

    #[test]
    fn a_failed_way_back_names_the_old_file_and_where_it_is_now() {
        let error = Error::NotPutBack {
            path: "b.pdf".into(),
            source: std::io::ErrorKind::PermissionDenied.into(),
            kept: vec![("a.pdf".into(), ".ziping-1.old.pdf".into())],
            left: vec!["c.pdf".into()],
        };
        assert_eq!(
            sentence(&error),
            "写不了“b.pdf”（没有权限），也没能全部恢复原样：原来的“a.pdf”现存为“.ziping-1.old.pdf”，新的“c.pdf”没能移走，请手工改回后再试。"
        );
    }
}
