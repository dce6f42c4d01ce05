//! What does not agree: beside a paragraph while it is typed, in the list with a reason, and in a report that is chosen or
//! dropped on the window.

use std::fs;

use serde_json::json;

use super::look;
use crate::Outcome;
use crate::engine::{Driver, Engine, Seat};
use crate::page::key::{ENTER, TAB};

/// The share is 43.52 %.
const WRONG: &str = "全区市场主体111655户，其中企业48591户，企业占比43.46%。";
/// The first paragraph that quotes how many people there are.
const FIELD: &str = "textarea[data-walk='one']";

/// A wrong share is told while it is typed, and put right with one press; undo brings it back.
pub(super) async fn while_typing(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("report").await?;
    let script = "const field = document.querySelector(arguments[0]); field.focus(); \
        field.setSelectionRange(field.value.length, field.value.length)";
    page.ask(script, vec![json!(FIELD)]).await?;
    page.keys(FIELD, WRONG).await?;
    page.says(".remarks:not([hidden])", "48591 ÷ 111655 = 43.52%").await?;
    look(seat, "remark").await?;
    page.press(".remarks:not([hidden]) .correction").await?;
    page.says("[data-walk='printed']", "企业占比43.52%。").await?;
    page.is_gone(".remarks:not([hidden])").await?;
    page.press("[data-act='undo']").await?;
    page.is_gone(".paragraph .remarks:not([hidden])").await
}

/// A total that is not the sum of its parts: the way to it, a reason, and the value that the list offers.
pub(super) async fn findings(seat: &Seat) -> Outcome {
    let page = &seat.page;
    let total = "[data-key='three_public.final']";
    page.choose_tab("base_data_table").await?;
    page.type_over(total, &format!("11.50{ENTER}")).await?;
    page.says("#said", "11.50").await?;
    page.choose_tab("findings").await?;
    let row = "[data-finding='total_of_parts/three_public.final']";
    page.says(row, "11.52").await?;
    look(seat, "findings").await?;
    page.press(&format!("{row} .line")).await?;
    page.has_focus(total).await?;
    page.choose_tab("findings").await?;
    let reason = format!("{row} [data-answer]");
    page.keys(&reason, &format!("决算表口径不同。{TAB}")).await?;
    page.says(".finding-group:last-child", "已说明").await?;
    page.says("#said", "已说明：").await?;
    page.holds(&reason, "决算表口径不同。").await?;
    look(seat, "reason").await?;
    page.press(&format!("{row} .correction")).await?;
    page.is_gone(row).await?;
    page.holds(total, "11.52").await
}

/// 四方对账: what the final accounts say is entered, held against the rest, and found by the filter; a number leads to its
/// place.
pub(super) async fn reconciliation(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("reconciliation").await?;
    let row = "[data-row='three_public.reception.final']";
    page.says(&format!("{row} .of-verdict"), "一致").await?;
    let field = format!("{row} .of-accounts input");
    page.type_over(&field, &format!("3.60{ENTER}")).await?;
    page.says(&format!("{row} .of-verdict"), "不一致").await?;
    look(seat, "reconciliation").await?;
    page.press("[data-act='only_differing']").await?;
    page.is_gone("[data-row='staff.quota']").await?;
    page.says(row, "相差0.54").await?;
    look(seat, "differing").await?;
    page.press(&format!("{row} .of-table button")).await?;
    page.has_focus("[data-key='three_public.reception.final']").await?;
    page.press("[data-act='undo']").await?;
    page.choose_tab("reconciliation").await?;
    page.is_gone(row).await?;
    page.press("[data-act='only_differing']").await?;
    page.holds(&field, "").await
}

/// The report that is checked; one share in it is wrong.
pub(super) fn write_a_report(driver: &Driver) -> Outcome {
    let text = format!("一、基本情况\n{WRONG}\n二、支出情况\n全年支出100万元。\n");
    fs::write(driver.report(), text).map_err(|error| error.to_string())
}

/// A report dropped on the desk is checked in front of it, and what was being typed is there afterwards. The real window
/// would want another program to drag from.
pub(super) async fn drop_a_report(seat: &Seat) -> Outcome {
    if seat.engine == Engine::Window {
        return Ok(());
    }
    let page = &seat.page;
    let field = "[data-key='staff.quota']";
    page.type_over(field, "79").await?;
    page.ask("window.dispatchEvent(new DragEvent('dragenter'))", vec![]).await?;
    page.says(".drop-cover:not([hidden])", "松开即可检查").await?;
    look(seat, "dragging").await?;
    page.ask("window.dispatchEvent(new DragEvent('drop', { cancelable: true }))", vec![]).await?;
    page.says(".checked-findings", "43.52%").await?;
    page.is_gone(".drop-cover:not([hidden])").await?;
    page.press("[data-act='back']").await?;
    page.holds(field, "79").await?;
    page.press("[data-act='undo']").await?;
    page.holds(field, "78").await
}

/// 导入报告: what will stand where and which figures are stated, then all of it as one step, which is taken back.
pub(super) async fn import_a_report(seat: &Seat, driver: &Driver) -> Outcome {
    let page = &seat.page;
    page.choose_tab("report").await?;
    seat.choose("[data-act='import_report']", "选择要导入的报告", &driver.report()).await?;
    page.says(".checked-text", "全年支出100万元").await?;
    look(seat, "import").await?;
    page.press("[data-act='import']").await?;
    page.says("#said", "已导入“report.txt”").await?;
    page.says("#panel-report", "企业占比43.46%").await?;
    // What was read is looked through like all of her text.
    page.says(".remarks:not([hidden])", "43.52%").await?;
    look(seat, "imported").await?;
    page.press("[data-act='undo']").await?;
    page.says("#said", "已撤销：导入").await
}

/// The wrong share is found; one press puts it right in the text that is shown, and it can be taken back.
pub(super) async fn check_a_report(seat: &Seat, driver: &Driver) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='leave']").await?;
    seat.choose("[data-act='checkReport']", "选择要检查的报告", &driver.report()).await?;
    page.says(".checked-findings", "43.52%").await?;
    page.says("mark", "43.46%").await?;
    look(seat, "checked").await?;
    page.press(".check-item .correction").await?;
    page.says(".corrected-list", "第2段：43.46% → 43.52%").await?;
    page.says("mark.corrected", "43.52").await?;
    page.is_gone(".check-item").await?;
    page.press("[data-act='copy_corrections']").await?;
    page.says(".corrected-list", "已复制").await?;
    look(seat, "corrected").await?;
    page.press(".corrected-list li .quiet").await?;
    page.says(".checked-findings", "43.52%").await?;
    page.press("[data-act='back']").await?;
    page.says("[data-act='checkReport']", "检查").await
}
