//! The words of a command line: options are known by name for all commands, each command takes its own, and what is
//! left over is refused.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::quantity::{self, Measure};

/// Options that a value follows.
const WITH_VALUE: [&str; 23] = [
    "basis",
    "file",
    "as",
    "year",
    "out",
    "paper",
    "fonts",
    "unit",
    "edition",
    "score",
    "tick",
    "breaches",
    "grade",
    "reason",
    "limit",
    "fund",
    "kind",
    "name",
    "target",
    "actual",
    "attainment",
    "share",
    "weight",
];
/// Options that stand alone.
const FLAGS: [&str; 8] = ["everywhere", "json", "draft", "list", "help", "dry-run", "replace", "yes"];

/// What stands behind the command's name.
#[derive(Default)]
pub(super) struct Arguments {
    words: Vec<String>,
    options: BTreeMap<String, Vec<String>>,
}

impl Arguments {
    /// Reads a command line: the command's name, and the rest. Option values may be given as `--key=value` or behind
    /// the option, where they must not begin with `--`; several may follow `--tick`.
    pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Arguments> {
        let mut parser = lexopt::Parser::from_args(args);
        let mut parsed = Arguments::default();
        while let Some(argument) = next(&mut parser)? {
            match argument {
                Argument::Word(word) => parsed.words.push(word),
                Argument::Option(name) if FLAGS.contains(&name.as_str()) => {
                    parsed.options.entry(name).or_default();
                }
                Argument::Option(name) if WITH_VALUE.contains(&name.as_str()) => {
                    let given = values(&mut parser, &name)?;
                    parsed.options.entry(name).or_default().extend(given);
                }
                Argument::Option(name) => return Err(unknown(&format!("--{name}"))),
            }
        }
        Ok(parsed)
    }

    /// The next word, which is `what` in Chinese.
    pub(super) fn word(&mut self, what: &str) -> Result<String> {
        self.next_word()
            .ok_or_else(|| Error::Usage { text: format!("缺少{what}，请用 ziping help 查看用法。") })
    }

    /// The next word, where there is one.
    pub(super) fn next_word(&mut self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.remove(0))
    }

    /// An option's value; the last one given.
    pub(super) fn option(&mut self, name: &str) -> Option<String> {
        self.options.remove(name).and_then(|mut values| values.pop())
    }

    /// All values of an option, where it was given.
    pub(super) fn values(&mut self, name: &str) -> Option<Vec<String>> {
        self.options.remove(name)
    }

    /// An option that must be given.
    pub(super) fn required(&mut self, name: &str) -> Result<String> {
        self.option(name)
            .ok_or_else(|| Error::Usage { text: format!("缺少选项 --{name}，请用 ziping help 查看用法。") })
    }

    /// Whether a flag was given.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        self.options.remove(name).is_some()
    }

    /// `--file`, where it was given.
    pub(super) fn file(&mut self) -> Option<PathBuf> {
        self.option("file").map(PathBuf::from)
    }

    /// `--year`, where it was given.
    pub(super) fn year(&mut self) -> Result<Option<i32>> {
        self.option("year").map(|text| quantity::read_year(&text)).transpose()
    }

    /// Refuses what no command took.
    pub(super) fn finish(self) -> Result<()> {
        let left = self.options.into_keys().map(|name| format!("--{name}")).chain(self.words).next();
        left.map_or(Ok(()), |word| {
            Err(Error::Usage { text: format!("这里用不到“{word}”，请用 ziping help 查看用法。") })
        })
    }
}

/// A whole number as typed, full width too, which counts `unit`s and is `what` in Chinese.
pub(super) fn count(what: &str, typed: &str, unit: &str) -> Result<u32> {
    let fail = || Error::NotANumber { label: what.to_owned(), text: typed.to_owned() };
    let value = quantity::read(what, typed, Measure::Count, unit, false)?.ok_or_else(fail)?;
    value.parse().map_err(|_| Error::TooLarge { label: what.to_owned(), text: typed.to_owned() })
}

enum Argument {
    Word(String),
    Option(String),
}

/// A negative number is a word, not an option (`set budget.supplement -12.5`).
fn next(parser: &mut lexopt::Parser) -> Result<Option<Argument>> {
    let negative = parser.try_raw_args().and_then(|mut raw| {
        let number = raw.peek()?.to_str()?.strip_prefix('-')?.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        number.then(|| raw.next()).flatten()
    });
    if let Some(number) = negative {
        return Ok(Some(Argument::Word(text(number)?)));
    }
    Ok(match parser.next().map_err(usage)? {
        None => None,
        Some(lexopt::Arg::Value(value)) => Some(Argument::Word(text(value)?)),
        Some(lexopt::Arg::Long(name)) => Some(Argument::Option(name.to_owned())),
        Some(lexopt::Arg::Short('h')) => Some(Argument::Option("help".to_owned())),
        Some(lexopt::Arg::Short(letter)) => return Err(unknown(&format!("-{letter}"))),
    })
}

/// What was given with an option that takes a value: one, or all that follow `--tick`.
fn values(parser: &mut lexopt::Parser, name: &str) -> Result<Vec<String>> {
    let missing = || Error::Usage { text: format!("选项 --{name} 后面缺少内容，请补上。") };
    if name == "tick" {
        return parser.values().map_err(|_| missing())?.map(text).collect();
    }
    if let Some(given) = parser.optional_value() {
        return Ok(vec![text(given)?]);
    }
    // `--out --draft` forgot the folder; it does not name one.
    let next = parser.try_raw_args().and_then(|raw| raw.peek().map(|next| next.to_string_lossy().into_owned()));
    match next.filter(|next| next.starts_with("--")) {
        Some(next) if next != "--" => Err(Error::Usage {
            text: format!("选项 --{name} 后面缺少内容，请补上；内容本身就是“{next}”的，请写成 --{name}={next}。"),
        }),
        Some(_) => Err(missing()),
        None => Ok(vec![text(parser.value().map_err(|_| missing())?)?]),
    }
}

fn unknown(option: &str) -> Error {
    Error::Usage {
        text: format!("没有选项“{option}”，请用 ziping help 查看用法；内容本身以“-”开头的，请在它前面单独加一个“--”。"),
    }
}

fn text(value: OsString) -> Result<String> {
    value.into_string().map_err(|value| Error::Usage {
        text: format!("“{}”里有无法识别的字符。", value.to_string_lossy()),
    })
}

fn usage(_: lexopt::Error) -> Error {
    Error::Usage { text: "命令行写法有误，请用 ziping help 查看用法。".to_owned() }
}
