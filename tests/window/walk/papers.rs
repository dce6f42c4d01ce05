//! Papers: the preview beside the work, and export of both kinds.

use super::look;
use crate::Outcome;
use crate::engine::{Driver, Seat};
use crate::page::key::ENTER;
use crate::pdf;

/// 预览: an edit is seen on the page at once, words on the page lead to their field, and the page that prints what has the
/// focus is shown.
pub(super) async fn preview(seat: &Seat) -> Outcome {
    let page = &seat.page;
    let prints = "return [...document.querySelectorAll('.preview [data-source=\"figure:' + arguments[0] + '\"]')]\
        .map((run) => run.getAttribute('aria-label')).join('') === arguments[1]";
    let staff = "staff.in_post.final";
    page.choose_tab("base_data_table").await?;
    page.press("[data-act='preview']").await?;
    page.comes_true(prints, &[staff, "90"]).await?;
    page.type_over(&format!("[data-key='{staff}']"), &format!("91{ENTER}")).await?;
    page.comes_true(prints, &[staff, "91"]).await?;
    page.comes_true("return document.querySelector('.preview .here') !== null", &[]).await?;
    look(seat, "preview").await?;
    page.press("[data-act='undo']").await?;
    page.comes_true(prints, &[staff, "90"]).await?;
    page.press(".preview [data-source='figure:three_public.final'] > .ground").await?;
    page.has_focus("[data-key='three_public.final']").await?;

    page.choose_tab("score_sheet").await?;
    page.says(".preview.below .preview-number", "第 1 /").await?;
    look(seat, "preview-below").await?;
    page.choose_tab("report").await?;
    page.press("[data-act='next_page']").await?;
    page.says(".preview-number", "第 2 /").await?;
    page.press(".preview [data-source^='block:'] > .ground").await?;
    page.has_focus("[data-key^='block.']").await?;
    let last = "[...document.querySelectorAll('textarea[data-key^=block]')].pop()";
    page.ask(&format!("{last}.focus()"), vec![]).await?;
    let shown = format!(
        "return document.querySelector('.preview .here')?.dataset.source.slice(6) === {last}.dataset.key.slice(6)"
    );
    page.comes_true(&shown, &[]).await?;
    look(seat, "preview-report").await?;
    page.press("[data-act='preview']").await?;
    page.is_gone(".preview:not([hidden])").await
}

/// Three papers, then all in one; the edited number stands in them.
pub(super) async fn export(seat: &Seat, driver: &Driver) -> Outcome {
    let folder = driver.path("papers");
    for (bound, papers) in [(false, 3), (true, 4)] {
        let page = &seat.page;
        page.press("[data-act='export']").await?;
        if bound {
            page.press(".dialog label:nth-of-type(2) input").await?;
        } else {
            look(seat, "export").await?;
        }
        seat.choose(".dialog button[type='submit']", "选择导出到哪个文件夹", &folder).await?;
        page.says(".dialog h2", "已导出").await?;
        look(seat, if bound { "exported-bound" } else { "exported" }).await?;
        page.press_button("关闭").await?;
        page.is_gone(".dialog").await?;
        let written = pdf::papers(&folder)?;
        if written.len() != papers {
            return Err(format!("{papers} papers were to be written: {written:?}"));
        }
    }
    let with = |text: &str| {
        let texts: Outcome<Vec<String>> = pdf::papers(&folder)?.iter().map(|paper| pdf::text(paper)).collect();
        Ok::<usize, String>(texts?.iter().filter(|found| found.contains(text)).count())
    };
    // The report and all in one; 附件2 and all in one.
    for text in ["年末实际在职90人", "其中中层干部22人", "两件办件超过承诺时限"] {
        let found = with(text)?;
        if found != 2 {
            return Err(format!("{text} stands in {found} papers"));
        }
    }
    Ok(())
}
