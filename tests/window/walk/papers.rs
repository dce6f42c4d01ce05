//! Papers out, and a report in: export of both kinds, and the check of someone's report.

use std::fs;

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

/// The report that is checked; one share in it is wrong.
pub(super) fn write_a_report(driver: &Driver) -> Outcome {
    let text =
        "一、基本情况\n全区市场主体111655户，其中企业48591户，企业占比43.46%。\n二、支出情况\n全年支出100万元。\n";
    fs::write(driver.report(), text).map_err(|error| error.to_string())
}

/// The wrong share is found, with what it should be.
pub(super) async fn check_a_report(seat: &Seat, driver: &Driver) -> Outcome {
    let page = &seat.page;
    page.press("[data-act='leave']").await?;
    seat.choose("[data-act='checkReport']", "选择要检查的报告", &driver.report()).await?;
    page.says(".checked-findings", "43.52%").await?;
    page.says("mark", "43.46%").await?;
    look(seat, "checked").await?;
    page.press("[data-act='back']").await?;
    page.says("[data-act='checkReport']", "检查").await
}
