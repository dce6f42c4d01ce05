//! `new`: a year with the edition's starting text, in a new workbook or beside the years there are.

use super::{Arguments, Done, Terminal};
use crate::edition;
use crate::error::{Error, Result};
use crate::place;
use crate::quantity::{self, Measure};
use crate::safekeeping::{self, Places};
use crate::settings::Settings;
use crate::shelf;
use crate::workbook::Workbook;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let unit = arguments.required("unit")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let unit = quantity::read("填报单位", &unit, Measure::Text, "", false)?;
    let unit = unit.ok_or_else(|| Error::Usage {
        text: "填报单位不能为空，请在 --unit 后写明单位全称。".to_owned(),
    })?;
    let year = crate::quantity::read_year(&arguments.required("year")?)?;
    let edition = arguments.option("edition").unwrap_or_else(|| edition::DEFAULT.to_owned());
    let file = arguments.file();
    arguments.finish()?;
    let file = match file {
        Some(file) => file,
        None => {
            let settings = Settings::peek(&place::home());
            let own = Places::new(&place::own_workbook(), &settings);
            safekeeping::expect_not_lost(&own, &settings, &terminal.now)?;
            own.workbook
        }
    };
    let edition = shelf::find(&file, &edition)?;
    let workbook = Workbook::with_year(&file, &unit, year, &edition, &terminal.now)?;
    terminal.say(format!("已新建{year}年度，档案在“{}”。", workbook.path().display()))
}
