//! A year whose 附件2 is the whole department's table: its figures, goal, indicators and total, and its page beside it.

use ziping::edition::Edition;
use ziping::workbook::Workbook;

use super::look;
use crate::Outcome;
use crate::engine::{Driver, Seat};
use crate::page::key::{ENTER, TAB};

/// What is entered elsewhere and shown in the table.
const FIGURES: [(&str, &str); 6] = [
    ("budget.carried_over", "0"),
    ("budget.initial", "1000"),
    ("budget.supplement", "100"),
    ("basic.personnel.final", "700"),
    ("basic.operating.final", "90"),
    ("project.total.final", "280"),
];

/// A workbook with such a year; its path.
pub(super) fn begin(driver: &Driver) -> Outcome<String> {
    const NOW: &str = "2025-03-09 14:32:05";
    let path = driver.path("整体.ziping");
    let edition = Edition::shipped("changsha-2021-whole").map_err(|error| error.to_string())?;
    let made = Workbook::with_year(&path, "示例区某局", 2024, &edition, NOW);
    let filled = made.and_then(|mut workbook| {
        FIGURES.iter().try_for_each(|(key, typed)| workbook.set(None, key, typed, NOW).map(drop))
    });
    filled.map_err(|error| error.to_string())?;
    Ok(path.display().to_string())
}

/// The table is filled where a score sheet stands in other years.
pub(super) async fn fill(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("score_sheet").await?;
    page.says("#panel-score_sheet .paper-title", "部门整体支出绩效自评表").await?;
    page.says("[data-score='whole.execution']", "9.73").await?;
    page.type_over("[data-key='whole.general.final']", &format!("1025{ENTER}")).await?;
    page.type_over("[data-key='projects.whole.objective']", &format!("全年组织活动260场。{TAB}")).await?;
    page.type_over("[data-new-indicator='whole']", &format!("活动场次{ENTER}")).await?;
    for (part, typed) in [("target", "≥260场"), ("actual", "208"), ("weight", "50")] {
        let field = format!("[data-key='projects.whole.indicator.1.{part}']");
        page.type_over(&field, &format!("{typed}{ENTER}")).await?;
    }
    page.says("[data-score='projects.whole.indicator.1']", "40").await?;
    page.says("[data-score='whole.total']", "49.73").await?;
    page.says("[data-row='projects.whole.indicator.1'] .beside", "没有填写偏差原因及改进措施").await?;
    look(seat, "whole-table").await?;
    page.press("[data-act='preview']").await?;
    page.comes_true(
        "return document.querySelector('.preview [data-source=\"figure:projects.whole.objective\"]') !== null",
        &[],
    )
    .await?;
    look(seat, "preview-whole-table").await?;
    page.press("[data-act='preview']").await?;
    page.press("#panel-score_sheet .to-confirm").await?;
    page.is_gone("#panel-score_sheet .to-confirm").await?;
    page.choose_tab("findings").await?;
    page.press("[data-target='projects.whole.block.2']").await?;
    page.has_focus("[data-key='projects.whole.block.2']").await
}
