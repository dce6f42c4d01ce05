//! Whether this PC has the web view the page needs. Asked before the window is made: without it there would be a blank
//! window or nothing at all. Nothing is fetched; what to do is told to the officer (`alert`).

/// The Chromium the page is written for. Windows keeps WebView2 up to date by itself; a PC without net may lag behind.
const OLDEST: u32 = 109;

/// What the officer can do, whatever is wrong with the web view.
const REMEDY: &str = "请联系信息技术人员，在能上网的电脑上从微软官网下载“Microsoft Edge WebView2 运行时”的\
    独立安装包（Evergreen Standalone Installer，x64），拷到本机安装后，再打开自评。\n\n您的档案没有改动。";

/// Asks the system for its web view.
///
/// # Errors
/// What the officer reads where there is none, or one too old for the page.
pub(crate) fn check() -> Result<(), String> {
    judge(tauri::webview_version().ok().as_deref(), cfg!(windows))
}

/// Judges a web view by its version. Only Chromium's is compared: WebKitGTK counts otherwise, and its packages see to it.
fn judge(version: Option<&str>, chromium: bool) -> Result<(), String> {
    let missing = || format!("这台电脑没有安装“Microsoft Edge WebView2 运行时”，自评的窗口打不开。\n\n{REMEDY}");
    let too_old = |version: &str| {
        format!(
            "这台电脑的“Microsoft Edge WebView2 运行时”版本过低（现为 {version}，需要 {OLDEST} 或更高版本），\
             自评的窗口打不开。\n\n{REMEDY}"
        )
    };
    let version = version.filter(|version| !version.is_empty()).ok_or_else(missing)?;
    match version.split('.').next().map(str::parse::<u32>) {
        Some(Ok(major)) if chromium && major < OLDEST => Err(too_old(version)),
        // A version nobody can read is no reason to refuse: the window is tried.
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_web_view_is_told_with_what_to_do() {
        for version in [None, Some("")] {
            let told = judge(version, true).expect_err("is missing");
            assert!(told.contains("没有安装") && told.contains("微软官网") && told.contains("档案没有改动"), "{told}");
        }
    }

    #[test]
    fn a_web_view_too_old_for_the_page_is_told_with_both_versions() {
        let told = judge(Some("108.0.1462.76"), true).expect_err("is too old");
        assert!(told.contains("现为 108.0.1462.76，需要 109"), "{told}");
        for version in ["109.0.1518.78", "143.0.3650.66 beta", "no number"] {
            assert_eq!(judge(Some(version), true), Ok(()), "{version}");
        }
    }

    #[test]
    fn the_version_of_another_engine_is_not_compared() {
        assert_eq!(judge(Some("2.42.5"), false), Ok(()));
    }
}
