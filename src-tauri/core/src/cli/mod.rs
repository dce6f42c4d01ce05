//! The command line: the core's second face. A command reads its arguments, calls the workbook, and prints; one file a
//! command. Exit status 0: done; 1: done, and a 错误 stands (or the file does not verify); 2: not done, or its
//! answer could not be written; told in one Chinese sentence on standard error.

mod arguments;
mod audit;
mod backup;
mod check;
mod edition;
mod evaluate;
mod export;
mod fonts;
mod get;
mod history;
mod import;
mod judge;
mod new;
mod note;
mod project;
mod reason;
mod reconcile;
mod restore;
mod sample;
mod set;
mod text;
mod undo;
mod verify;
mod why;

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::Arc;

use arguments::Arguments;

use crate::document::Paper;
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::filing::Fund;
use crate::place;
use crate::typeface::Faces;
use crate::workbook::{Workbook, Year};

/// What a command needs beside its arguments.
pub struct Terminal<'a> {
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Local time, as steps record it.
    pub now: String,
}

/// How a command ended, where it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Well,
    WithErrors,
}

/// How to use the command line, in Chinese.
fn help() -> String {
    format!(
        "\
自评：部门整体支出绩效自评报告（命令行）
  ziping sample demo|tianxin-2020                     打开示例，存成一个新的档案
  ziping new --unit 单位 --year 年度 [--edition 表样]  新建一个年度；档案还没有的，一并新建；表样有 {editions}
  ziping set 数据项 内容                              填写一项；内容为空表示清除；block.编号 为报告段落
  ziping get 数据项 [--json]                          查看一项
  ziping note 数据项 [来源] [--basis 口径…] [--everywhere]  注明一项数据的口径和来源；只写数据项则查看可选的口径
  ziping why 数据项|指标|total [--json]                为什么是这个数、这个分：算式、取数、规则、扣分，一层层到录入的数
  ziping text                                         报告各段及其编号
  ziping judge 指标 --score 分|--tick 条目…|--breaches 例数|--grade 等次 [--reason 原因]
  ziping project list · show 项目 [--json]            项目清单；一个项目的绩效自评；表样以部门整体支出绩效自评表评分的，项目写 whole 即这张表
  ziping project add 名称 --fund {funds} · set 项目 项 内容
                                                      新增项目；填一项，如 budget（全年预算数）、appropriation.final、result
  ziping project indicator 项目 [编号] --kind 数量|质量|… --name 名称 --target 指标值 --actual 完成值 --weight 分值
         [--attainment 达成|部分达成|未达成 --share 比例] [--reason 原因]   新增一条绩效指标；给出编号的，修改那一条
  ziping project move 项目 [编号] 位次 · remove 项目 [编号]
  ziping evaluate [--json]                            全部数据、得分、缺项和核对结果
  ziping check [--json]                               只看核对结果及其编号；有未说明的错误时退出码为 1
  ziping reason 核对结果 说明                         说明一条核对结果为什么成立；说明为空表示收回
  ziping reconcile [--json]                           四方对账：正文、附件1、附件2、部门决算、上年自评；有错误时退出码为 1
  ziping audit 文件 [--json]                           检查一份报告（docx 或 txt），不用档案；有错误时退出码为 1
  ziping import 文件 [--dry-run] [--replace] [--json]  导入一份报告（docx 或 txt）的正文和数据；--dry-run 只看不改
  ziping export --out 文件夹 [--paper 文件] [--draft] [--fonts bundled] [--json]
                                                      文件有 {papers}、all（全部）、bound（合订）；默认是本年度表样规定报送的各份
  ziping fonts [--fonts bundled]                      文件用哪些字体：本机装有标准字体的用本机的，没有的用自带的
  ziping history [--limit 条数] [--json]              修改记录
  ziping undo · redo                                  撤销、重做
  ziping backup [文件夹] · backup --list [--json]     备份档案（默认在它旁边的“备份”文件夹）；列出全部备份
  ziping restore 备份文件                             恢复备份；现在的档案先另存一份，什么都不删除
  ziping edition list · show [表样]                   有哪些表样；看一份表样（不写名称即本年度的）的指标、分值和评分标准
  ziping edition import 表样文件… [--as 名称] [--edition 底本] [--yes]  读财政局的空白附件（docx、xlsx、xls、粘贴的文本），先看对应关系，加 --yes 才存下
  ziping edition export [表样] [--out 文件] · diff 表样 [表样]          存成文件；比较两份表样
  ziping edition use 表样 · confirm [指标或数据项…]       年中改用另一份表样，没有对应行的数据保留；注明已对照原表核对，不写即全部
  ziping edition fill 表样文件 --out 文件               把本年数据填进财政局的原表（docx、xlsx），版式不动
  ziping verify [--json]                              检查档案是否完好
  ziping help                                         本说明，也可用 --help 或 -h
各命令都可用 --file 指定档案（默认是本机的自评档案；sample 默认存在它旁边）。
set、get、note、why、text、judge、project、evaluate、check、reason、reconcile、import、export 可用 --year 指定年度（默认最新）。
export、evaluate、check、reason 可用 --fonts 指定字体：installed（默认，优先用本机的标准字体）、bundled（只用自带的，每台电脑印出来都一样）。
内容以“-”开头而又不是数字的，请在它前面单独加一个“--”，如：ziping set --file 档案 数据项 -- -内容。",
        editions = Edition::shipped_keys().join("、"),
        funds = Fund::ALL.map(Fund::word).join("|"),
        papers = Paper::ALL.map(Paper::word).join("、")
    )
}

/// Runs one command line, without the program's name; gives the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> u8 {
    match dispatch(args, terminal).and_then(|done| terminal.hand_over(done)) {
        Ok(Done::Well) => 0,
        Ok(Done::WithErrors) => 1,
        Err(error) => {
            terminal.warn(error);
            2
        }
    }
}

fn dispatch(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> Result<Done> {
    let mut arguments = Arguments::parse(args)?;
    if arguments.flag("help") {
        return terminal.say(help());
    }
    let Some(command) = arguments.next_word() else {
        arguments.finish()?;
        return terminal.say(help());
    };
    match command.as_str() {
        "sample" => sample::run(arguments, terminal),
        "new" => new::run(arguments, terminal),
        "reason" => reason::run(arguments, terminal),
        "set" => set::run(arguments, terminal),
        "get" => get::run(arguments, terminal),
        "note" => note::run(arguments, terminal),
        "why" => why::run(arguments, terminal),
        "text" => text::run(arguments, terminal),
        "judge" => judge::run(arguments, terminal),
        "project" => project::run(arguments, terminal),
        "evaluate" => evaluate::run(arguments, terminal),
        "check" => check::run(arguments, terminal),
        "reconcile" => reconcile::run(arguments, terminal),
        "audit" => audit::run(arguments, terminal),
        "export" => export::run(arguments, terminal),
        "fonts" => fonts::run(arguments, terminal),
        "import" => import::run(arguments, terminal),
        "history" => history::run(arguments, terminal),
        "undo" => undo::undo(arguments, terminal),
        "redo" => undo::redo(arguments, terminal),
        "backup" => backup::run(arguments, terminal),
        "restore" => restore::run(arguments, terminal),
        "verify" => verify::run(arguments, terminal),
        "edition" => edition::run(arguments, terminal),
        "help" => {
            arguments.finish()?;
            terminal.say(help())
        }
        _ => Err(Error::Usage { text: format!("没有命令“{command}”，请用 ziping help 查看用法。") }),
    }
}

impl Terminal<'_> {
    /// Prints a line.
    fn say(&mut self, line: impl AsRef<str>) -> Result<Done> {
        told(writeln!(self.out, "{}", line.as_ref()))?;
        Ok(Done::Well)
    }

    /// Sends off what was printed: a line counts as told only once it has left the program.
    fn hand_over(&mut self, done: Done) -> Result<Done> {
        told(self.out.flush())?;
        Ok(done)
    }

    /// Tells what the officer must know beside the answer.
    fn warn(&mut self, sentence: impl std::fmt::Display) {
        // Nothing is left to tell where even standard error is gone.
        let _ = writeln!(self.err, "{sentence}");
    }

    fn say_json(&mut self, value: &impl serde::Serialize) -> Result<Done> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Error::Usage { text: error.to_string() })?;
        self.say(text)
    }
}

/// A reader that went away (`| head`) ends the output, not the work; any other failure leaves the answer untold.
fn told(written: io::Result<()>) -> Result<()> {
    match written {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => Err(Error::CannotTell { source }),
        _ => Ok(()),
    }
}

/// Opens the workbook that the arguments name, or the officer's own. They are at their end with it: nothing is opened
/// for a command line that makes no sense.
fn open(mut arguments: Arguments, terminal: &Terminal<'_>) -> Result<Workbook> {
    let file = arguments.file().unwrap_or_else(place::own_workbook);
    arguments.finish()?;
    Workbook::open(&file, &terminal.now)
}

/// Opens a workbook whose contents are told, and warns where something else changed them.
fn open_to_read(arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Workbook> {
    let workbook = open(arguments, terminal)?;
    if let Some(altered) = workbook.altered() {
        terminal.warn(altered);
    }
    Ok(workbook)
}

/// The year that the arguments name, proofread; they are at their end with it.
fn proofread(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Arc<Year>> {
    let (year, faces) = (arguments.year()?, faces(&mut arguments)?);
    let workbook = open_to_read(arguments, terminal)?;
    workbook.proofread(year, &faces)
}

/// The faces that papers are set in: the standard's own where this PC has them, unless `--fonts bundled` asks for those that
/// are the same on every PC.
fn faces(arguments: &mut Arguments) -> Result<Faces> {
    match arguments.option("fonts").as_deref() {
        None | Some("installed") => Ok(Faces::installed(&place::font_folders())),
        Some("bundled") => Ok(Faces::bundled()),
        Some(other) => Err(Error::Usage {
            text: format!("--fonts 不认识“{other}”，可用：installed（本机字体）、bundled（自带字体）。"),
        }),
    }
}

/// A blank value as people see it.
fn or_blank(shown: Option<String>) -> String {
    shown.unwrap_or_else(|| "（空）".to_owned())
}
