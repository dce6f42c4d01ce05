//! One walk through the program as an officer takes it, in the real window (WebKitGTK, native dialogs) and in Chromium on
//! the bridge, since WebView2 is Chromium. Pictures of every screen are left in `target/window/<engine>/`.
//!
//! Wants what `./start needs` installs; the real window also wants a display and a session bus (`.ci/window`).

mod desktop;
mod engine;
mod page;
mod pdf;
mod sockets;
mod walk;

use engine::Engine;

/// What a step gives, or a sentence saying what did not come true.
type Outcome<T = ()> = Result<T, String>;

fn walked(engine: Engine) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    assert_eq!(runtime.block_on(walk::whole(engine)), Ok(()), "{engine:?}");
}

#[test]
fn the_page_in_chromium_does_all_of_an_officers_day() {
    walked(Engine::Chromium);
}

#[test]
fn the_real_window_does_all_of_an_officers_day() {
    walked(Engine::Window);
}
