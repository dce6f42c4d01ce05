//! What is told where there is no page to tell it in: in a box of the system's on Windows, where a program with a window
//! has no console, and always on standard error.

use std::panic::{self, PanicHookInfo};

/// Tells the officer, and waits until she has read it.
pub(crate) fn tell(text: &str) {
    eprintln!("{text}");
    #[cfg(windows)]
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("自评")
        .set_description(text)
        .set_buttons(rfd::MessageButtons::OkCustom("确定".to_owned()))
        .show();
}

/// What is told where the program must end.
pub(crate) fn ending(detail: &str) -> String {
    format!(
        "自评出错，只好退出。已保存的内容不受影响，请重新打开；若仍出错，请把下面的文字交给信息技术人员。\n\n{detail}"
    )
}

/// Lets no panic that ends the program pass in silence. Those of a command end nothing and are answered on the page; they
/// happen on threads of their own.
pub(crate) fn tell_panics() {
    let standard = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        standard(panic);
        if std::thread::current().name() == Some("main") {
            tell(&ending(&detail(panic)));
        }
    }));
}

fn detail(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(|place| format!("（{}:{}）", place.file(), place.line())).unwrap_or_default();
    format!("{}{place}", panic.payload_as_str().unwrap_or("原因不明"))
}
