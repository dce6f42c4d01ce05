//! What the officer asks of a number: why it is so, by one press or F1, and its 口径, which she chooses.

use serde_json::json;

use super::look;
use crate::Outcome;
use crate::engine::Seat;
use crate::page::key::ESCAPE;

/// What F1 sends, as the driver has it.
const F1: &str = "\u{E031}";

/// Why: of a worked-out cell, of points, of the total, of a row of 四方对账; a name in the tree leads to its field.
pub(super) async fn why(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("base_data_table").await?;
    let rate = "[data-key='staff.control_rate']";
    page.press(rate).await?;
    page.says(".why", "90 ÷ 86 = 104.65%").await?;
    look(seat, "why-figure").await?;
    page.keys(".why [data-act='close_why']", ESCAPE).await?;
    page.is_gone(".why").await?;
    page.has_focus(rate).await?;
    page.keys("[data-key='staff.in_post.final']", F1).await?;
    page.says(".why", "85，与填列的不一致，采用直接填列的数").await?;
    page.press("[data-act='close_why']").await?;
    page.has_focus("[data-key='staff.in_post.final']").await?;

    page.choose_tab("score_sheet").await?;
    let points = "[data-score='in_post_control_rate'] button";
    page.ask("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![json!(points)]).await?;
    page.press(points).await?;
    page.says(".why .award", "高出4.65个百分点，合4级").await?;
    page.says(".why .loss", "2分，在职人员控制率为104.65%").await?;
    look(seat, "why-score").await?;
    page.press(".why [data-target='staff.quota']").await?;
    page.is_gone(".why").await?;
    page.has_focus("[data-key='staff.quota']").await?;

    page.press("[data-score='sum']").await?;
    page.says(".why .loss", "在职人员控制率2分").await?;
    look(seat, "why-total").await?;
    page.press(".why [data-why='budget_control_rate']").await?;
    page.says(".why .working", "173.50 ÷ 3420.00 = 5.07%").await?;
    page.press("[data-act='close_why']").await?;

    page.choose_tab("reconciliation").await?;
    page.press("[data-row='staff.in_post.final'] [data-act='why']").await?;
    page.says(".why", "录入90").await?;
    page.press("[data-act='close_why']").await
}

/// 口径 and source of a figure: chosen, shown beside the field and in the tree, and taken back.
pub(super) async fn note(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("base_data_table").await?;
    page.press("[data-key='staff.quota']").await?;
    page.press("[data-act='note']").await?;
    page.says("dialog h2", "编制数的口径").await?;
    let script = "const choice = document.querySelector(arguments[0]); choice.value = arguments[1]";
    page.ask(script, vec![json!("#note-staff_date"), json!("年末人数")]).await?;
    page.keys("#note-source", "编制部门批复").await?;
    look(seat, "note").await?;
    page.press("dialog .primary").await?;
    page.is_gone("dialog").await?;
    page.says(".detail", "口径：年末人数").await?;
    page.says(".detail", "来源：编制部门批复").await?;
    look(seat, "noted").await?;
    page.press(".detail [data-act='why']").await?;
    page.says(".why", "编制部门批复").await?;
    page.press("[data-act='close_why']").await?;
    page.press("[data-act='undo']").await?;
    page.says("#said", "已撤销：注明“编制数”的口径").await
}
