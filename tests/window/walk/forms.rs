//! Forms: another one for the year, its rows confirmed, a bureau's form pasted and read, a weight moved in mid-year; all of
//! it taken back.

use serde_json::json;

use super::look;
use crate::Outcome;
use crate::engine::Seat;
use crate::page::key::ENTER;

/// A bureau's score sheet as it is copied out of Word.
const PASTED: &str = "一级指标\t二级指标\t三级指标\t分值\t评分标准\n\
    管理\t执行\t“三公经费”控制率\t60\t以100%为标准，每超过1个百分点扣2分，扣完为止\n\
    效果\t履职\t创新做法\t40\t由评价组评定";

/// The provincial form for the year; a row confirmed, then all of them.
pub(super) async fn confirm_rows(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='forms']").await?;
    page.says(".own-form", "13").await?;
    look(seat, "forms").await?;
    page.press("[data-edition='provincial-10-60-30']").await?;
    page.says("[data-form='total']", "合计 100 分").await?;
    page.press("[data-act='use_form']").await?;
    page.says("#said", "改用表样").await?;
    page.choose_tab("score_sheet").await?;
    look(seat, "to-confirm").await?;
    page.press("#panel-score_sheet .to-confirm").await?;
    page.says("#said", "核对“在职人员控制率”").await?;
    page.press("[data-act='forms']").await?;
    page.press("[data-act='confirm_all']").await?;
    page.is_gone("[data-act='confirm_all']").await?;
    page.press("[data-act='back']").await?;
    page.is_gone(".to-confirm").await?;
    for name in ["核对整套表样", "核对“在职人员控制率”", "改用表样"] {
        page.press("[data-act='undo']").await?;
        page.says("#said", &format!("已撤销：{name}")).await?;
    }
    Ok(())
}

/// A pasted form, shown row by row; its weights add up while they are typed.
pub(super) async fn read_a_pasted_form(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='forms']").await?;
    page.press("[data-act='paste_form']").await?;
    page.ask("document.querySelector('#pasted-form').value = arguments[0]", vec![json!(PASTED)]).await?;
    page.press("dialog .primary").await?;
    page.says("[data-kind='judged']", "由您评定").await?;
    let weight = "[data-form='weight 创新做法']";
    page.type_over(weight, &format!("38{ENTER}")).await?;
    page.says("[data-form='total']", "合计 98 分").await?;
    page.says("[data-form='fault']", "98").await?;
    look(seat, "form-that-lacks-points").await?;
    page.type_over(weight, &format!("40{ENTER}")).await?;
    page.says("[data-form='total']", "合计 100 分").await?;
    page.type_over("[data-form='name']", &format!("walk{ENTER}")).await?;
    page.press("[data-act='keep_form']").await?;
    page.says("[data-edition='walk']", "查看").await?;
    page.press("[data-act='back']").await
}

/// Three points moved in the year's own form: one step.
pub(super) async fn move_points(seat: &Seat) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='forms']").await?;
    page.press("[data-act='open_own_form']").await?;
    page.type_over("[data-form='weight public_satisfaction']", &format!("9{ENTER}")).await?;
    page.says("[data-form='total']", "合计 103 分").await?;
    page.type_over("[data-form='weight economic_social_benefit']", &format!("3{ENTER}")).await?;
    page.says("[data-form='total']", "合计 100 分").await?;
    look(seat, "own-form").await?;
    page.press("[data-act='use_form']").await?;
    page.says("#said", "修改表样").await?;
    page.choose_tab("score_sheet").await?;
    page.says("[data-indicator='public_satisfaction'] td.points", "9").await?;
    page.press("[data-act='undo']").await?;
    page.says("[data-indicator='public_satisfaction'] td.points", "6").await
}
