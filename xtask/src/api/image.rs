//! A program whose entry points are the public API, built for processors without an operating system.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::roots::Root;
use crate::firmware::panic_path;
use crate::process::{command, output, run};
use crate::repository::target_folder;

/// Words of 32 and of 64 bits: the reader of JSON has a way of its own for each.
pub(crate) const TARGETS: [&str; 2] = ["thumbv7em-none-eabihf", "aarch64-unknown-none"];

/// The processor on which the core compares sixteen bytes at a time. It has an operating system, whose C library holds what compilers
/// call, so that its image is linked on such a machine alone.
pub(crate) const WITH_BLOCKS: Option<&str> =
    if cfg!(all(target_arch = "x86_64", target_os = "linux")) { Some("x86_64-unknown-linux-gnu") } else { None };

/// An image without what a program's start brings.
const HOSTED: &str = "-Clink-arg=-nostartfiles -Clink-arg=-lc";

/// The head of the file, before the list of functions: the panic handler, and what the list of exceptions chooses.
const HEAD: &str = "tests/firmware-image/api.rs";

const MANIFEST: &str = "\
[package]
name = \"tvpass-api-image\"
version = \"0.1.0\"
edition = \"2024\"

[workspace]

[dependencies]
tvpass = { path = \"CORE\", features = FEATURES }
serde = { version = \"1\", default-features = false }

[profile.release]
opt-level = \"z\"
lto = \"fat\"
codegen-units = 1
panic = \"abort\"

[profile.speed]
inherits = \"release\"
opt-level = 3
";

/// The entry points of the public API.
pub(crate) struct Api {
    pub(super) roots: BTreeSet<Root>,
}

impl Api {
    pub(crate) fn len(&self) -> usize {
        self.roots.len()
    }

    /// Links the API for a target, without a panic handler that could run and without an allocator.
    pub(crate) fn link(&self, target: &str, profile: &str) -> Result<()> {
        self.build(target, profile, "image", &[]).map(drop)
    }

    /// Links it although a panic remains, and says which functions reach one.
    pub(crate) fn panic_paths(&self, target: &str, profile: &str) -> Result<Vec<String>> {
        let flags = ["--unresolved-symbols=ignore-all", "--emit-relocs"];
        let file = self.build(target, profile, "panic-paths", &flags)?;
        panic_path::find(&fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?)
    }

    /// Links it with another core, which cannot succeed, and tells why not.
    pub(crate) fn complaints(&self, core: &Path, target: &str) -> Result<String> {
        let folder = self.written("planted", core)?;
        let mut build = cargo(&folder, target, "release", &["--error-limit=0"]);
        let output = build.env("RUSTC_BOOTSTRAP", "1").output()?;
        ensure!(!output.status.success(), "the API links for {target} with its faults");
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn build(&self, target: &str, profile: &str, folder: &str, flags: &[&str]) -> Result<PathBuf> {
        let folder = self.written(folder, Path::new("core"))?;
        run(&mut cargo(&folder, target, profile, flags))?;
        Ok(folder.join("target").join(target).join(profile).join("tvpass-api-image"))
    }

    /// Writes the program and gives its folder.
    fn written(&self, folder: &str, core: &Path) -> Result<PathBuf> {
        let folder = target_folder("api")?.join(folder);
        fs::create_dir_all(folder.join("src"))?;
        let core = std::path::absolute(core)?.display().to_string();
        let manifest = MANIFEST.replace("CORE", &core).replace("FEATURES", &features()?);
        write_if_new(&folder.join("Cargo.toml"), &manifest)?;
        write_if_new(&folder.join("src/main.rs"), &self.source()?)?;
        fs::copy("Cargo.lock", folder.join("Cargo.lock"))?;
        Ok(folder)
    }

    fn source(&self) -> Result<String> {
        let mut source = fs::read_to_string(HEAD).with_context(|| format!("cannot read {HEAD}"))?;
        let mut names = Vec::new();
        for (index, root) in self.roots.iter().enumerate() {
            match root {
                Root::Function(expression) => names.push(expression.clone()),
                Root::Call(call) => {
                    let _ = write!(source, "\nfn call_{index}{call}\n");
                    names.push(format!("call_{index}"));
                }
            }
        }
        let _ = write!(source, "\nstatic ROOTS: [Root; {}] = [\n", names.len());
        for name in names {
            let _ = writeln!(source, "    Root({name} as *const ()),");
        }
        Ok(source + "];\n")
    }
}

/// A build of the image whose linker gets `flags`.
fn cargo(folder: &Path, target: &str, profile: &str, flags: &[&str]) -> Command {
    // Where there is an operating system, the C compiler calls the linker.
    let (base, before) = if Some(target) == WITH_BLOCKS { (HOSTED, "-Wl,") } else { ("", "") };
    let flags = flags.iter().map(|flag| format!("-Clink-arg={before}{flag}")).collect::<Vec<_>>().join(" ");
    let mut build = command(&format!("cargo build --quiet --profile {profile} --target {target} --target-dir"));
    build.arg(folder.join("target")).env("RUSTFLAGS", format!("{base} {flags}")).current_dir(folder);
    build
}

/// All features of the core, as a list of TOML.
fn features() -> Result<String> {
    let metadata = output(&mut command("cargo metadata --no-deps --format-version 1"))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let core = packages.iter().find(|package| package["name"] == "tvpass").context("there is no package tvpass")?;
    let features = core["features"].as_object().context("cargo names no features")?;
    Ok(format!("{:?}", features.keys().collect::<Vec<_>>()))
}

/// An equal file is left alone, so that nothing is built again.
fn write_if_new(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
