//! Hands the linker its script, wherever Cargo was started.

fn main() {
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("Cargo names the manifest's folder");
    println!("cargo::rustc-link-arg-bins=-T{folder}/link.x");
    println!("cargo::rerun-if-changed=link.x");
}
