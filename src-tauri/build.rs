//! Lists the commands of the window, so that each needs a permission of its own (`capabilities/desk.json`).

#[path = "src/commands.rs"]
mod commands;

fn main() {
    let commands: Vec<&'static str> = commands::OF_THE_DESK.into_iter().chain(commands::OF_THE_WINDOW).collect();
    let manifest = tauri_build::AppManifest::new().commands(Vec::leak(commands));
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
