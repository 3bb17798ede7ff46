//! A Swift package whose library is an XCFramework of static libraries.

mod universal;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::{Kind, Packed};
use crate::mobile::library::build_static;
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::{copy, emptied, files, target_folder};
use universal::{Part, join};

pub(super) const KIND: Kind = Kind {
    name: "swift",
    needs: &[crate::need::GIT, Need::Program { name: "zip", package: "zip" }],
    pack: |_| pack(),
    released: Some(&["tvpass-uniffi"]),
};

const SOURCE: &str = "bindings-uniffi/swift";
const SOURCES: &[&str] = &["Sources/TVPass/", "Sources/TVPassAccessEnabler/"];
const FRAMEWORK: &str = "TVPassFFI.xcframework";
const LIBRARY: &str = "libtvpass_uniffi.a";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// One platform's library in the framework, for each of its processors.
struct Slice {
    platform: &'static str,
    variant: Option<&'static str>,
    targets: &'static [&'static str],
}

const SLICES: &[Slice] = &[
    Slice { platform: "ios", variant: None, targets: &["aarch64-apple-ios"] },
    Slice { platform: "ios", variant: SIMULATOR, targets: &["aarch64-apple-ios-sim", "x86_64-apple-ios"] },
    Slice { platform: "macos", variant: None, targets: &["aarch64-apple-darwin", "x86_64-apple-darwin"] },
    Slice { platform: "tvos", variant: None, targets: &["aarch64-apple-tvos"] },
    Slice { platform: "tvos", variant: SIMULATOR, targets: &["aarch64-apple-tvos-sim", "x86_64-apple-tvos"] },
];

const SIMULATOR: Option<&str> = Some("simulator");

/// A slice as the framework has it.
struct Packaged {
    slice: &'static Slice,
    processors: Vec<&'static str>,
}

fn pack() -> Result<Packed> {
    let out = emptied(target_folder("package")?.join("swift"))?;
    let package = out.join(format!("TVPass-{VERSION}"));
    copy_sources(&package)?;
    let framework = package.join(FRAMEWORK);
    let mut left_out = Vec::new();
    let mut slices = Vec::new();
    for slice in SLICES {
        slices.extend(add(slice, &framework, &mut left_out)?);
    }
    ensure!(!slices.is_empty(), "no library could be built for the framework");
    fs::write(framework.join("Info.plist"), property_list(&slices))?;
    if output(&mut command("xcrun --show-sdk-path")).is_err() {
        left_out.push("a link of the static libraries into an application, and a signature: Apple's SDK".to_owned());
    }
    let artifacts = vec![zip(&package)?, zip(&framework)?];
    Ok(Packed { artifacts, left_out })
}

/// An archive beside the folder, the same for the same content.
fn zip(folder: &Path) -> Result<PathBuf> {
    let name = folder.file_name().context("a folder has a name")?;
    let archive = folder.with_file_name(name.to_string_lossy().into_owned() + ".zip");
    let place = folder.parent().context("it lies in a folder")?;
    output(command("find . -exec touch -d 1980-01-02T00:00:00Z {} +").current_dir(folder))?;
    let listing = output(command("find").arg(name).args(["-type", "f"]).current_dir(place))?;
    let mut files: Vec<_> = listing.lines().collect();
    files.sort_unstable();
    output(command("zip -X -q").arg(&archive).args(files).env("TZ", "UTC").current_dir(place))?;
    Ok(archive)
}

/// The sources that an application compiles: no tests, and not the header, which the framework brings.
fn copy_sources(package: &Path) -> Result<()> {
    for file in files(SOURCE)? {
        if file == "Package.swift" || SOURCES.iter().any(|sources| file.starts_with(sources)) {
            copy(Path::new(SOURCE).join(&file), &package.join(&file))?;
        }
    }
    copy("LICENSE", &package.join("LICENSE"))
}

/// Adds the library of those processors that can be built for, if there are any.
fn add(slice: &'static Slice, framework: &Path, left_out: &mut Vec<String>) -> Result<Option<Packaged>> {
    let (mut parts, mut processors) = (Vec::new(), Vec::new());
    for target in slice.targets {
        match build_static(target).and_then(|file| Ok(fs::read(file)?)) {
            Ok(library) => {
                let (name, processor) = processor(target);
                processors.push(name);
                parts.push(Part { processor, library });
            }
            Err(error) => left_out.push(format!("{target}: {error:#}")),
        }
    }
    let packaged = Packaged { slice, processors };
    let library = match parts.as_slice() {
        [] => return Ok(None),
        [only] => only.library.clone(),
        several => join(several).context("the libraries are too large for one file")?,
    };
    let folder = framework.join(packaged.identifier());
    let headers = folder.join("Headers");
    copy(format!("{SOURCE}/Sources/TVPassFFI/generated/TVPassFFI.h"), &headers.join("TVPassFFI.h"))?;
    let module = "module TVPassFFI [system] {\n    header \"TVPassFFI.h\"\n    export *\n}\n";
    fs::write(headers.join("module.modulemap"), module)?;
    fs::write(folder.join(LIBRARY), library)?;
    Ok(Some(packaged))
}

/// Apple's name of a target's processor, and Mach-O's numbers.
fn processor(target: &str) -> (&'static str, (u32, u32)) {
    if target.starts_with("aarch64") { ("arm64", (0x0100_000c, 0)) } else { ("x86_64", (0x0100_0007, 3)) }
}

impl Packaged {
    fn identifier(&self) -> String {
        let variant = self.slice.variant.map(|variant| format!("-{variant}")).unwrap_or_default();
        format!("{}-{}{variant}", self.slice.platform, self.processors.join("_"))
    }
}

/// The property list that tells Xcode which library is whose.
fn property_list(slices: &[Packaged]) -> String {
    let mut libraries = String::new();
    for packaged in slices {
        let variant = packaged.slice.variant.map(|variant| key("SupportedPlatformVariant", variant));
        let processors = packaged.processors.iter().map(|name| format!("<string>{name}</string>"));
        let _ = write!(
            libraries,
            "<dict>\n{}{}{}{}{}<key>SupportedArchitectures</key><array>{}</array>\n</dict>\n",
            key("LibraryIdentifier", &packaged.identifier()),
            key("LibraryPath", LIBRARY),
            key("HeadersPath", "Headers"),
            key("SupportedPlatform", packaged.slice.platform),
            variant.unwrap_or_default(),
            processors.collect::<String>(),
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n\
         <key>AvailableLibraries</key>\n<array>\n{libraries}</array>\n{}{}</dict>\n</plist>\n",
        key("CFBundlePackageType", "XFWK"),
        key("XCFrameworkFormatVersion", "1.0"),
    )
}

fn key(name: &str, value: &str) -> String {
    format!("<key>{name}</key><string>{value}</string>\n")
}

#[cfg(test)]
mod tests {
    use super::{Packaged, SLICES, property_list};

    #[test]
    fn the_simulators_library_differs_from_the_devices_by_its_variant_alone() {
        let list = |variant| {
            let slice = SLICES.iter().find(|slice| slice.platform == "tvos" && slice.variant == variant).unwrap();
            property_list(&[Packaged { slice, processors: vec!["arm64", "x86_64"] }])
        };
        let (device, simulator) = (list(None), list(super::SIMULATOR));
        let variant = "<key>SupportedPlatformVariant</key><string>simulator</string>\n";
        assert!(device.contains("<string>tvos-arm64_x86_64</string>"));
        assert!(device.contains("<array><string>arm64</string><string>x86_64</string></array>"));
        assert!(!device.contains(variant));
        assert_eq!(simulator.replace(variant, "").replace("-simulator", ""), device);
    }
}
