//! The sample's three papers, edited as an officer edits: a figure, a decision, a paragraph; a bad value; undo and redo.

use serde_json::json;

use super::look;
use crate::Outcome;
use crate::engine::Seat;
use crate::page::key::{CONTROL, ENTER, ESCAPE, TAB};

/// 本年实际在职人数: worked out as 85 in the sample, of 86 allowed.
const STAFF: &str = "[data-key='staff.in_post.final']";
const TOTAL: &str = "[data-score='sum']";
/// What the sample comes to.
const SAMPLE_TOTAL: &str = "95.19";

/// The four doors of an empty PC; through the first into the sample.
pub(super) async fn first_screen_and_sample(seat: &Seat) -> Outcome {
    let page = &seat.page;
    for door in ["openSample", "newYear", "checkReport", "backups"] {
        page.comes_true("return !!document.querySelector(arguments[0])", &[&format!("[data-act='{door}']")]).await?;
    }
    page.is_gone("[data-act='openOwn']").await?;
    look(seat, "first").await?;
    page.press("[data-act='openSample']").await?;
    page.says(TOTAL, SAMPLE_TOTAL).await?;
    look(seat, "base-data-table").await
}

/// 附件1: an edit with its consequences, a bad value, undo and redo, cells from another program.
pub(super) async fn figures(seat: &Seat) -> Outcome {
    let page = &seat.page;
    let rate = "[data-indicator='in_post_control_rate'] .working";
    page.type_over(STAFF, &format!("90{ENTER}")).await?;
    page.says(rate, "104.65%").await?;
    page.says("#said", "→ 90").await?;
    page.comes_true("return /^已保存 \\d\\d:\\d\\d:\\d\\d$/.test(document.getElementById('saved').textContent)", &[])
        .await?;
    let changed = page.read(TOTAL).await?;
    let score = page.read("[data-score='in_post_control_rate']").await?;
    if changed == SAMPLE_TOTAL || score == "5" {
        return Err(format!("four people too many take no points: {score}, in all {changed}"));
    }
    page.press(STAFF).await?;
    look(seat, "edited").await?;

    page.type_over(STAFF, &format!("若干{TAB}")).await?;
    page.says(".problem", "若干").await?;
    page.holds(STAFF, "若干").await?;
    look(seat, "refused").await?;
    page.keys(STAFF, ESCAPE).await?;
    page.is_gone(".problem").await?;
    page.holds(STAFF, "90").await?;

    page.press("[data-act='undo']").await?;
    page.says(TOTAL, SAMPLE_TOTAL).await?;
    page.holds(STAFF, "").await?;
    page.press("[data-act='redo']").await?;
    page.says(TOTAL, &changed).await?;
    page.keys(STAFF, &format!("{CONTROL}z")).await?;
    page.says(TOTAL, SAMPLE_TOTAL).await?;
    page.keys(STAFF, &format!("{CONTROL}y")).await?;
    page.holds(STAFF, "90").await?;

    let reception = |column: &str| format!("[data-key='three_public.reception.{column}']");
    let before = page.ask("return document.querySelector(arguments[0]).value", vec![json!(reception("final"))]).await?;
    page.paste(&reception("prior_final"), "４.10\t4.2万元\t39000元\n").await?;
    page.says("#said", "已粘贴 3 处").await?;
    for (column, shown) in [("prior_final", "4.10"), ("budget", "4.20"), ("final", "3.90")] {
        page.holds(&reception(column), shown).await?;
    }
    page.says(".detail", "4.10 万元").await?;
    look(seat, "pasted").await?;
    page.press("[data-act='undo']").await?;
    page.holds(&reception("final"), before.as_str().unwrap_or_default()).await?;

    page.choose_tab("findings").await?;
    look(seat, "findings").await?;
    jump(seat, ".findings").await
}

/// The first line of a list leads to its field, which has the focus then.
pub(super) async fn jump(seat: &Seat, list: &str) -> Outcome {
    let page = &seat.page;
    let line = format!("{list} [data-target]");
    let target = page.ask("return document.querySelector(arguments[0])?.dataset.target", vec![json!(line)]).await?;
    let target = target.as_str().ok_or_else(|| format!("{list} leads nowhere"))?;
    page.press(&line).await?;
    page.has_focus(&format!("[data-key='{target}'], [data-reason='{target}']")).await
}

/// 附件2: a tick, a grade, a reason that is begun from the score and completed.
pub(super) async fn scores(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("score_sheet").await?;
    look(seat, "score-sheet").await?;
    let (systems, tick) =
        ("[data-score='management_systems']", "[data-key='management_systems'] label:last-of-type input");
    page.says(systems, "6").await?;
    page.press(tick).await?;
    page.says(systems, "8").await?;
    page.press(tick).await?;
    page.says(systems, "6").await?;
    page.press("[data-key='administrative_effectiveness'] input[value='一般']").await?;
    page.says("[data-score='administrative_effectiveness']", "3").await?;
    let reason = "[data-reason='administrative_effectiveness']";
    let begin = format!(".reason:has({reason}) [data-act='begin_reason']");
    page.ask("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![json!(begin)]).await?;
    page.press(&begin).await?;
    page.has_focus(reason).await?;
    page.holds(reason, "行政效能评为“一般”，扣3分，主要因……").await?;
    page.says(&format!(".reason:has({reason}) .unfinished"), "没有写完").await?;
    look(seat, "begun").await?;
    // The gap is chosen, so that what is typed takes its place.
    page.keys(reason, &format!("两件办件超过承诺时限。{TAB}")).await?;
    page.is_gone(&format!("{reason}.wanted")).await?;
    page.holds(reason, "行政效能评为“一般”，扣3分，主要因两件办件超过承诺时限。").await?;
    look(seat, "decided").await
}

/// 正文: a paragraph with a figure in it, and Enter within it.
pub(super) async fn text(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.choose_tab("report").await?;
    look(seat, "report").await?;
    let script = "const field = [...document.querySelectorAll('textarea')]\
        .find((one) => one.value.includes('【本年实际在职人数】')); field.dataset.walk = 'one'; \
        field.closest('.paragraph').querySelector('.printed').dataset.walk = 'printed'; field.scrollIntoView({block: 'center'})";
    page.ask(script, vec![]).await?;
    let field = "textarea[data-walk='one']";
    page.says("[data-walk='printed']", "年末实际在职90人").await?;
    caret(seat, field, "。其中").await?;
    page.keys(field, &format!("其中中层干部【行政编制在职人数】人。{TAB}")).await?;
    page.says("[data-walk='printed']", "其中中层干部22人。").await?;

    let count = "return String(document.querySelectorAll('textarea[data-key^=block]').length)";
    let before = page.ask(count, vec![]).await?;
    page.press(field).await?;
    caret(seat, field, "另有离休人员").await?;
    page.keys(field, ENTER).await?;
    page.comes_true(
        "return document.querySelectorAll('textarea[data-key^=block]').length === Number(arguments[0]) + 1",
        &[before.as_str().unwrap_or_default()],
    )
    .await?;
    page.comes_true("return document.activeElement.value?.startsWith('另有离休人员') ?? false", &[]).await?;
    look(seat, "divided").await?;
    page.choose_tab("history").await?;
    page.says(".history", "本年实际在职人数").await?;
    look(seat, "history").await
}

/// Sets the caret before a text, at the end where it is not there.
async fn caret(seat: &Seat, field: &str, before: &str) -> Outcome {
    let script = "const field = document.querySelector(arguments[0]); field.focus(); \
        const at = field.value.indexOf(arguments[1]); const caret = at < 0 ? field.value.length : at; \
        field.setSelectionRange(caret, caret)";
    seat.page.ask(script, vec![json!(field), json!(before)]).await.map(|_| ())
}
