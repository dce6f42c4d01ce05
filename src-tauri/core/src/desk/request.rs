//! What the page may ask: one variant a command, its arguments, and where it goes. Nothing else is understood.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value};

use super::Desk;
use super::editing::{Act, newest_step};
use crate::document::Paper;
use crate::error::{Error, Result};
use crate::filing::Fund;
use crate::form::FormChange;
use crate::project::IndicatorChange;
use crate::quantity::Measure;
use crate::workbook::{Confirmed, Decision, NewFigure, NewNote, Place, ProjectChange};

/// Bytes of text that one question may bring: more than a whole report has.
const LONGEST: usize = 4 << 20;

/// Writes the commands down once: the variant, its arguments and its answer.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident as $variant:ident { $($argument:ident: $kind:ty),* } => |$desk:ident| $answer:expr;)*) => {
        /// A command of the page with its arguments.
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub(super) enum Request {
            $($(#[$doc])* $variant { $($argument: $kind),* },)*
        }

        /// The names of all commands.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        impl Request {
            /// Does what is asked.
            pub(super) fn fulfil(self, desk: &Desk) -> Result<Box<RawValue>> {
                match self {
                    $(Request::$variant { $($argument),* } => { let $desk = desk; json(&$answer) })*
                }
            }
        }
    };
}

commands! {
    /// Opens what the window was started for.
    open as Open {} => |desk| desk.open()?;
    open_sample as OpenSample {} => |desk| desk.open_sample()?;
    open_own as OpenOwn {} => |desk| desk.open_own()?;
    leave as Leave {} => |desk| desk.leave();
    new_year as NewYear { reporting_unit: String, year: String, edition: String } => |desk| {
        desk.new_year(&reporting_unit, &year, &edition)?
    };
    /// 四方对账 of a year.
    reconciliation as Reconciliation { year: i32 } => |desk| desk.reconciliation(year)?;
    /// Why a figure, the points of an indicator or the `total` is what it is.
    why as Why { year: i32, subject: String } => |desk| desk.with(|workbook| workbook.why(Some(year), &subject))?;
    year as Year { year: Option<i32> } => |desk| desk.year(year)?;

    set as Set { year: i32, key: String, typed: String } => |desk| desk.change(year, |workbook, year, now| {
        Ok(workbook.set(year, &key, &typed, now)?.into())
    })?;
    set_many as SetMany { year: i32, cells: Vec<(String, String)> } => |desk| desk.change(year, |workbook, year, now| {
        Ok(Act::Pasted { count: workbook.set_all(year, &cells, now)? })
    })?;
    judge as Judge { year: i32, indicator: String, decision: Decision } => |desk| desk.change(year, |workbook, year, now| {
        match Act::from(workbook.judge(year, &indicator, &decision, now)?) {
            // The points are the same; what was decided, or the reason, is not.
            Act::Unchanged => Ok(Act::Written),
            act => Ok(act),
        }
    })?;
    /// A blank reason takes it back.
    answer_finding as AnswerFinding { year: i32, finding: String, reason: String } => |desk| desk.change(year, |workbook, year, now| {
        match Act::from(workbook.answer(year, &finding, &reason, desk.faces(), now)?) {
            // What was written under an older sentence may be the same, or be taken back.
            Act::Unchanged => Ok(Act::Written),
            act => Ok(act),
        }
    })?;
    /// What is noted of a figure's 口径 and source, and what may be.
    noted as Noted { year: i32, key: String } => |desk| desk.with(|workbook| workbook.year(Some(year))?.noted(&key))?;
    /// `basis`: all that is chosen, in words; `everywhere`: of the other figures without a choice too.
    note as Note { year: i32, key: String, basis: Vec<String>, source: String, everywhere: bool } => |desk| {
        let new = NewNote { basis: Some(basis), source: Some(source), everywhere };
        desk.change(year, |workbook, year, now| Ok(workbook.note(year, &key, &new, now)?.into()))?
    };
    write_block as WriteBlock { year: i32, id: i64, text: String } => |desk| desk.change(year, |workbook, year, now| {
        workbook.write(year, id, &text, now).map(|()| Act::Written)
    })?;
    /// `after`: the block it goes behind; at the end of the chapter where there is none.
    insert_block as InsertBlock { year: i32, chapter: String, after: Option<i64>, level: i64, text: String } => |desk| {
        let place = after.map_or(Place::EndOf(chapter), Place::Behind);
        desk.change(year, |workbook, year, now| {
            workbook.add_paragraphs(year, &place, level, &text, now).map(|()| Act::Written)
        })?
    };
    set_level as SetLevel { year: i32, id: i64, level: i64, run_in: bool } => |desk| desk.change(year, |workbook, year, now| {
        workbook.set_level(year, id, level, run_in, now).map(|()| Act::Written)
    })?;
    add_figure as AddFigure { year: i32, label: String, measure: Measure, unit: String } => |desk| {
        let new = NewFigure { label, measure, unit };
        desk.change(year, |workbook, year, now| workbook.add_figure(year, &new, now).map(|_| Act::Written))?
    };
    remove_figure as RemoveFigure { year: i32, key: String } => |desk| desk.change(year, |workbook, year, now| {
        workbook.remove_figure(year, &key, now).map(|()| Act::Written)
    })?;
    add_project as AddProject { year: i32, name: String, fund: Fund } => |desk| desk.change(year, |workbook, year, now| {
        workbook.add_project(year, &name, fund, now).map(|_| Act::Written)
    })?;
    set_project as SetProject { year: i32, project: String, change: ProjectChange } => |desk| desk.change(year, |workbook, year, now| {
        workbook.set_project(year, &project, &change, now).map(|()| Act::Written)
    })?;
    /// `place`: counted from 1.
    move_project as MoveProject { year: i32, project: String, place: usize } => |desk| desk.change(year, |workbook, year, now| {
        workbook.move_project(year, &project, place, now).map(|()| Act::Written)
    })?;
    remove_project as RemoveProject { year: i32, project: String } => |desk| desk.change(year, |workbook, year, now| {
        workbook.remove_project(year, &project, now).map(|()| Act::Written)
    })?;
    add_indicator as AddIndicator { year: i32, project: String, change: IndicatorChange } => |desk| desk.change(year, |workbook, year, now| {
        workbook.add_indicator(year, &project, &change, now).map(|_| Act::Written)
    })?;
    set_indicator as SetIndicator { year: i32, indicator: String, change: IndicatorChange } => |desk| desk.change(year, |workbook, year, now| {
        workbook.set_indicator(year, &indicator, &change, now).map(|()| Act::Written)
    })?;
    /// `place`: counted from 1 among those of its project.
    move_indicator as MoveIndicator { year: i32, indicator: String, place: usize } => |desk| desk.change(year, |workbook, year, now| {
        workbook.move_indicator(year, &indicator, place, now).map(|()| Act::Written)
    })?;
    remove_indicator as RemoveIndicator { year: i32, indicator: String } => |desk| desk.change(year, |workbook, year, now| {
        workbook.remove_indicator(year, &indicator, now).map(|()| Act::Written)
    })?;
    undo as Undo { year: i32 } => |desk| desk.change(year, |workbook, year, now| {
        workbook.undo(now)?;
        Ok(Act::Undone { name: newest_step(workbook, year)? })
    })?;
    redo as Redo { year: i32 } => |desk| desk.change(year, |workbook, year, now| {
        workbook.redo(now)?;
        Ok(Act::Redone { name: newest_step(workbook, year)? })
    })?;
    history as History {} => |desk| desk.history()?;

    /// The forms there are; `year`: with the one of that year.
    editions as Editions { year: Option<i32> } => |desk| desk.editions(year)?;
    /// `key`: none for the year's own.
    open_form as OpenForm { key: Option<String>, year: i32 } => |desk| desk.open_form(key.as_deref(), year)?;
    /// `onto`: the form that is open, where its other paper lies in another file.
    read_form as ReadForm { onto: bool } => |desk| desk.read_form(onto)?;
    read_pasted_form as ReadPastedForm { text: String, onto: bool } => |desk| desk.read_pasted_form(&text, onto)?;
    read_dropped_form as ReadDroppedForm {} => |desk| desk.read_dropped_form()?;
    change_form as ChangeForm { change: FormChange } => |desk| desk.change_form(&change)?;
    keep_form as KeepForm {} => |desk| desk.keep_form()?;
    use_form as UseForm { year: i32 } => |desk| desk.use_form(year)?;
    export_form as ExportForm {} => |desk| desk.export_form()?;
    fill_form as FillForm { year: i32 } => |desk| desk.fill_form(year)?;
    confirm_rows as ConfirmRows { year: i32, rows: Confirmed } => |desk| desk.confirm_rows(year, &rows)?;

    /// `of`: what the page wanted prints, `figure:KEY` or `block:ID`.
    preview as Preview { year: i32, paper: Paper, page: usize, of: Option<String> } => |desk| {
        desk.preview(year, paper, page, of.as_deref())?
    };
    /// `projects`: their tables go along, in a file of their own.
    export as Export { year: i32, bound: bool, projects: bool, draft: bool } => |desk| {
        desk.export(year, bound, projects, draft)?
    };
    show_exported as ShowExported {} => |desk| desk.show_exported();

    read_report as ReadReport { year: i32 } => |desk| desk.read_report(year)?;
    import_report as ImportReport { year: i32, take: BTreeSet<String>, replace: bool } => |desk| {
        desk.import_report(year, take, replace)?
    };
    check_report as CheckReport {} => |desk| desk.check_report()?;
    check_dropped as CheckDropped {} => |desk| desk.check_dropped()?;
    /// `start` and `end` in UTF-16 units of the paragraph as it is shown.
    correct_checked as CorrectChecked { paragraph: usize, start: usize, end: usize, value: String } => |desk| {
        desk.correct_checked(paragraph, start, end, &value)?
    };
    undo_correction as UndoCorrection { index: usize } => |desk| desk.undo_correction(index)?;
    check_paragraph as CheckParagraph { year: i32, id: Option<i64>, text: String } => |desk| {
        desk.check_paragraph(year, id, &text)?
    };

    welcome as Welcome {} => |desk| desk.welcome()?;
    choose_data_folder as ChooseDataFolder {} => |desk| desk.choose_data_folder()?;
    use_data_folder as UseDataFolder { proposal: usize } => |desk| desk.use_data_folder(proposal)?;
    backups as Backups {} => |desk| desk.backups()?;
    back_up as BackUp {} => |desk| desk.back_up()?;
    choose_second_folder as ChooseSecondFolder {} => |desk| desk.choose_second_folder()?;
    dismiss_reminder as DismissReminder {} => |desk| desk.dismiss_reminder()?;
    restore as Restore { id: String } => |desk| desk.restore(&id)?;
    restore_file as RestoreFile {} => |desk| desk.restore_file()?;
}

impl Request {
    /// Reads a command as the page sends it.
    ///
    /// # Errors
    /// [`Error::NotUnderstood`] for an unknown command or argument; [`Error::TooLong`].
    pub(super) fn read(command: &str, arguments: Value) -> Result<Request> {
        if length(&arguments) > LONGEST {
            return Err(Error::TooLong { label: "粘贴的内容".to_owned(), limit: LONGEST / 4 });
        }
        let named = Value::Object(Map::from_iter([(command.to_owned(), arguments)]));
        serde_json::from_value(named).map_err(|_| Error::NotUnderstood { command: command.to_owned() })
    }
}

/// Bytes of the texts in a value.
fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(length).sum(),
        Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + length(value)).sum(),
        _ => 0,
    }
}

fn json(answer: &impl Serialize) -> Result<Box<RawValue>> {
    to_raw_value(answer).map_err(|_| Error::NotUnderstood { command: String::new() })
}
