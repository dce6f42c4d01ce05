//! Lists the commands of the window, so that each needs a permission of its own (`capabilities/desk.json`), and gives the
//! program its manifest for Windows; icon, version and names come from `tauri.conf.json` and `Cargo.toml`.

#[path = "src/commands.rs"]
mod commands;

fn main() {
    println!("cargo::rerun-if-changed=windows/program.manifest");
    let commands: Vec<&'static str> = commands::OF_THE_DESK.into_iter().chain(commands::OF_THE_WINDOW).collect();
    let manifest = tauri_build::AppManifest::new().commands(Vec::leak(commands));
    let windows = tauri_build::WindowsAttributes::new().app_manifest(include_str!("windows/program.manifest"));
    let attributes = tauri_build::Attributes::new().app_manifest(manifest).windows_attributes(windows);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
