//! Papers out: export of both kinds.

use super::look;
use crate::Outcome;
use crate::engine::{Driver, Seat};
use crate::pdf;

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
