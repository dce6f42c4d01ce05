//! Gives the command line what Windows shows of a program: icon, version, names, and the manifest it shares with the
//! window. Elsewhere it does nothing.

use std::io;

fn main() {
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    if let Err(error) = resource() {
        println!("cargo::error={error}");
    }
}

fn resource() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../windows/program.manifest");
    println!("cargo::rerun-if-changed=../icons/icon.ico");
    let manifest = std::fs::read_to_string("../windows/program.manifest")?;
    let mut resource = tauri_winres::WindowsResource::new();
    resource
        .set_icon("../icons/icon.ico")
        .set_manifest(&manifest)
        .set("ProductName", "自评")
        .set("FileDescription", "自评（命令行）")
        .set("CompanyName", "自评 Ziping")
        .set("LegalCopyright", "© the Ziping authors. MIT OR Apache-2.0")
        .compile()
}
