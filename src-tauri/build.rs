//! Lists the commands of the window, so that each needs a permission of its own (`capabilities/desk.json`).

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&["open", "open_sample", "evaluation"]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
