//! The size of the library for applications on a phone, a television box or a server.
//!
//! Android's and Apple's own linkers need their SDKs. For the size alone the linker that comes with Rust does: the
//! functions of the system stay open, and are not part of the library anyway. Its result is weighed and not shipped.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use object::{Object, ObjectSegment};

use super::{Measurement, Meter};
use crate::mobile::library::{Library, Target, build, host};
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::target_folder;

/// The library for this machine.
pub(super) const HERE: Meter =
    Meter { units: &[UNIT], needs: &[], is_long: false, measure: || weighed(UNIT, &[host()?]) };

/// The libraries for phones, each of which is optimised as a whole for minutes.
pub(super) const PHONES: Meter = Meter {
    units: &[PHONE_UNIT],
    needs: &[
        Need::Target(ANDROID[0]),
        Need::Target(ANDROID[1]),
        Need::Target(ANDROID[2]),
        Need::Target(ANDROID[3]),
        Need::Target(IOS),
    ],
    is_long: true,
    measure: || weighed(PHONE_UNIT, &phones()?),
};

const UNIT: &str = "bytes of shared library";
const PHONE_UNIT: &str = "bytes of shared library, phones";
/// One for each ABI: arm64-v8a, armeabi-v7a, x86, x86_64.
const ANDROID: [&str; 4] =
    ["aarch64-linux-android", "armv7-linux-androideabi", "i686-linux-android", "x86_64-linux-android"];
const IOS: &str = "aarch64-apple-ios";

fn phones() -> Result<Vec<Target>> {
    let mut targets = Vec::new();
    for target in ANDROID {
        targets.push(with_open_system(target, "ld.lld", &["c", "dl", "log", "m", "unwind"], "a", "!<arch>\n")?);
    }
    targets.push(with_open_system(IOS, "ld64.lld", &["System", "c", "m", "objc", "iconv"], "tbd", APPLE_LIBRARY)?);
    Ok(targets)
}

fn weighed(unit: &'static str, targets: &[Target]) -> Result<Vec<Measurement>> {
    let libraries = build(targets)?;
    let weigh = |library: &Library| {
        let what = format!("library {}", library.target);
        Ok(Measurement { what, unit, value: loaded(&library.file)? })
    };
    libraries.iter().map(weigh).collect()
}

/// A library of Apple's in which nothing is found.
const APPLE_LIBRARY: &str = "--- !tapi-tbd\ntbd-version: 4\ntargets: [ arm64-ios ]\ninstall-name: /usr/lib/libSystem.dylib\n\
                             exports:\n  - targets: [ arm64-ios ]\n    symbols: [ dyld_stub_binder ]\n...\n";

/// Links with Rust's own linker, against libraries of the system that are empty.
fn with_open_system(target: &str, flavor: &str, libraries: &[&str], extension: &str, content: &str) -> Result<Target> {
    let folder = target_folder("open-system")?.join(target);
    fs::create_dir_all(&folder)?;
    for library in libraries {
        fs::write(folder.join(format!("lib{library}.{extension}")), content)?;
    }
    let mut flags = vec![format!("-L{}", folder.display()), format!("-Clinker-flavor={flavor}")];
    if flavor == "ld64.lld" {
        flags.extend(["-Clink-arg=-undefined", "-Clink-arg=dynamic_lookup"].map(String::from));
    }
    let flags: Vec<_> = flags.iter().map(|flag| format!("'{flag}'")).collect();
    let linker = rust_linker()?;
    let configuration = [
        format!("target.{target}.linker='{}'", linker.display()),
        format!("target.{target}.rustflags=[{}]", flags.join(",")),
    ];
    let configuration = configuration.into_iter().flat_map(|value| ["--config".to_owned(), value]).collect();
    Ok(Target { name: target.to_owned(), configuration })
}

fn rust_linker() -> Result<PathBuf> {
    let sysroot = PathBuf::from(output(&mut command("rustc --print sysroot"))?.trim());
    Ok(sysroot.join("lib/rustlib").join(host()?.name).join("bin/rust-lld"))
}

/// The part of the file that a system loads into memory; the rest is for the linker.
fn loaded(file: &PathBuf) -> Result<u64> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let library = object::File::parse(bytes.as_slice()).context("the library is in no format that is known")?;
    let is_loaded = |segment: &object::Segment<'_, '_>| segment.name() != Ok(Some("__LINKEDIT"));
    Ok(library.segments().filter(is_loaded).map(|segment| segment.file_range().1).sum())
}
