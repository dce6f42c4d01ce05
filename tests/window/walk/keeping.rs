//! The officer's own workbook kept safe: a new year, backups, closing with something in a field, a second start, a broken
//! file brought back, a file that is none of ours.

use std::fs;

use super::editing::jump;
use super::look;
use crate::Outcome;
use crate::desktop;
use crate::engine::{Driver, Engine, Seat};
use crate::page::key::ENTER;

const QUOTA: &str = "[data-key='staff.quota']";
const OWN: &str = "home/自评档案.ziping";

/// 新建年度 from the first screen, the way from a missing figure to its field, and a backup.
pub(super) async fn begin_a_year(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='leave']").await?;
    page.press("[data-act='newYear']").await?;
    look(seat, "new-year").await?;
    page.type_over("#new-unit", "测试区财政局").await?;
    page.type_over("#new-year", &format!("2024{ENTER}")).await?;
    page.says(".letterhead h1", "测试区财政局").await?;
    look(seat, "empty-year").await?;
    page.choose_tab("missing").await?;
    look(seat, "missing").await?;
    jump(seat, ".missing").await?;

    page.choose_tab("base_data_table").await?;
    page.type_over(QUOTA, &format!("77{ENTER}")).await?;
    page.says("#said", "编制数").await?;
    page.press("[data-act='backups']").await?;
    page.press("[data-act='back_up']").await?;
    page.says(".told", "已备份为").await?;
    page.says(".backups tbody", "2024年度").await?;
    look(seat, "backups").await?;
    page.press("[data-act='back']").await?;
    page.holds(QUOTA, "77").await
}

/// Typed, and neither Enter nor Tab pressed: the window is closed next.
pub(super) async fn leave_something_in_a_field(seat: &Seat) -> Outcome {
    seat.page.type_over(QUOTA, "78").await
}

/// The next start opens her own workbook, with what was in the field.
pub(super) async fn what_was_in_the_field_is_there(seat: &Seat) -> Outcome {
    seat.page.holds(QUOTA, "78").await?;
    look(seat, "own").await
}

/// A second process ends by itself, and there is one window still. The bridge has no window.
pub(super) async fn a_second_start_brings_the_first_forward(seat: &Seat, driver: &Driver) -> Outcome {
    if driver.engine == Engine::Chromium {
        return Ok(());
    }
    driver.start_again().await?;
    let windows = desktop::windows()?;
    if windows.len() != 1 {
        return Err(format!("there are {} windows", windows.len()));
    }
    seat.page.holds(QUOTA, "78").await
}

/// Cuts the closed workbook in half, as a torn copy is.
pub(super) fn break_the_workbook(driver: &Driver) -> Outcome {
    let path = driver.path(OWN);
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    fs::write(&path, &bytes[..bytes.len() / 2]).map_err(|error| error.to_string())
}

/// What is wrong is told, and one press on the offered backup brings everything back.
pub(super) async fn bring_the_workbook_back(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.shows("档案没有打开").await?;
    page.says(".newest", "2024年度").await?;
    look(seat, "broken").await?;
    page.press("[data-act='restore_newest']").await?;
    page.holds(QUOTA, "78").await?;
    page.says("#said", "已恢复").await?;
    look(seat, "brought-back").await
}

/// A text with a workbook's name; its path.
pub(super) fn write_no_workbook(driver: &Driver) -> Outcome<String> {
    let path = driver.path("说明.ziping");
    fs::write(&path, "这不是档案").map_err(|error| error.to_string())?;
    Ok(path.display().to_string())
}

/// One sentence says that it is none.
pub(super) async fn no_workbook_is_told(seat: &Seat) -> Outcome {
    seat.page.says(".trouble", "不是自评档案").await?;
    // Her own backups are of another file.
    seat.page.is_gone("[data-act='restore_newest']").await?;
    look(seat, "no-workbook").await
}
