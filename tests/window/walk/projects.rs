//! 项目: the list, one project's form with its points, a target in words, a bad value, a new project, its page beside it.

use serde_json::json;

use super::look;
use crate::Outcome;
use crate::engine::Seat;
use crate::page::key::{ENTER, ESCAPE, TAB};

const SCORE: &str = "[data-score='projects.heritage.indicator.6']";
const TOTAL: &str = "[data-score='heritage.total']";

/// All of it; the year is as it was in the end.
pub(super) async fn keep(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("projects").await?;
    page.says("[data-project-score='public_culture']", "98.87 分").await?;
    look(seat, "projects").await?;
    page.press("[data-project='heritage']").await?;
    page.says(TOTAL, "97.41").await?;

    let actual = "[data-key='projects.heritage.indicator.6.actual']";
    page.type_over(actual, &format!("9{ENTER}")).await?;
    page.says(SCORE, "5").await?;
    page.says(TOTAL, "98.41").await?;
    page.holds(actual, "9天").await?;
    page.type_over(actual, &format!("若干{TAB}")).await?;
    page.says(".project-paper .problem", "“实际完成值”填的“若干”不是数字").await?;
    look(seat, "project-refused").await?;
    page.keys(actual, ESCAPE).await?;
    page.is_gone(".project-paper .problem").await?;
    page.press("[data-act='undo']").await?;
    page.says(TOTAL, "97.41").await?;

    words(seat).await?;
    added(seat).await?;
    beside(seat).await
}

/// A target in words is judged, and a number again after it is taken back.
async fn words(seat: &Seat) -> Outcome {
    let page = &seat.page;
    let row = |part: &str| format!("[data-key='projects.heritage.indicator.1.{part}']");
    page.type_over(&row("target"), &format!("明显加强{TAB}")).await?;
    page.says("[data-score='projects.heritage.indicator.1']", "未评").await?;
    let choose = "const control = document.querySelector(arguments[0]); control.value = arguments[1]; \
        control.dispatchEvent(new Event('change', { bubbles: true }))";
    page.ask(choose, vec![json!(row("attainment")), json!("部分达成")]).await?;
    page.comes_true("return document.querySelector(arguments[0]).placeholder === '60%至80%'", &[&row("share")]).await?;
    page.type_over(&row("share"), &format!("70%{ENTER}")).await?;
    page.says("[data-score='projects.heritage.indicator.1']", "7").await?;
    page.says("[data-row='projects.heritage.indicator.1'] .beside", "没有填写偏差原因及改进措施").await?;
    look(seat, "project-in-words").await?;
    for _ in 0..3 {
        page.press("[data-act='undo']").await?;
    }
    page.says(TOTAL, "97.41").await
}

/// A project and an indicator are added, found wanting, and taken out again.
async fn added(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='add_project']").await?;
    page.type_over("#project-name", &format!("数字档案{ENTER}")).await?;
    page.says("[data-project='p1'][aria-current]", "数字档案").await?;
    page.type_over("[data-new-indicator='p1']", &format!("数字化页数{ENTER}")).await?;
    page.holds("[data-key='projects.p1.indicator.1']", "数字化页数").await?;
    page.says("[data-key='projects.p1.block.1'] .beside", "分值合计0，表样为50分").await?;
    look(seat, "project-added").await?;
    page.choose_tab("findings").await?;
    page.press("[data-target='projects.p1.block.1']").await?;
    page.has_focus("[data-key='projects.p1.block.1']").await?;
    page.press(".project-paper:not([hidden]) [data-act='remove_project']").await?;
    page.press(".dialog .primary").await?;
    page.is_gone("[data-project='p1']").await
}

/// The page of the chosen project is shown, and its words lead into another project's form.
async fn beside(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='preview']").await?;
    page.press("[data-project='tourism_promotion']").await?;
    page.comes_true(
        "return document.querySelector('.preview [data-source=\"figure:projects.tourism_promotion.name\"]') !== null",
        &[],
    )
    .await?;
    look(seat, "preview-project").await?;
    page.press("[data-act='previous_page']").await?;
    page.press(".preview [data-source^='figure:projects.market_enforcement.'] > .ground").await?;
    page.has_focus("[data-key^='projects.market_enforcement.']").await?;
    page.press("[data-act='preview']").await?;
    page.is_gone(".preview:not([hidden])").await
}
