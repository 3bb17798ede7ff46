//! A Swift package whose library is an XCFramework of static libraries.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Kind;
use crate::mobile::library::build_static;
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::{files, target_folder};

pub(super) const KIND: Kind = Kind { name: "swift", needs: &[crate::need::GIT], pack: |_| pack() };

const SOURCE: &str = "bindings-uniffi/swift";
const SOURCES: &[&str] = &["Sources/TVPass/", "Sources/TVPassAccessEnabler/"];
const FRAMEWORK: &str = "TVPassFFI.xcframework";
const LIBRARY: &str = "libtvpass_uniffi.a";

/// One platform's library in the framework.
struct Slice {
    identifier: &'static str,
    target: &'static str,
    platform: &'static str,
    variant: Option<&'static str>,
}

const SLICES: &[Slice] = &[
    Slice { identifier: "ios-arm64", target: "aarch64-apple-ios", platform: "ios", variant: None },
    Slice {
        identifier: "ios-arm64-simulator",
        target: "aarch64-apple-ios-sim",
        platform: "ios",
        variant: Some("simulator"),
    },
    Slice { identifier: "macos-arm64", target: "aarch64-apple-darwin", platform: "macos", variant: None },
    Slice { identifier: "tvos-arm64", target: "aarch64-apple-tvos", platform: "tvos", variant: None },
];

fn pack() -> Result<()> {
    let package = target_folder("package")?.join("swift");
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    copy_sources(&package)?;
    let framework = package.join(FRAMEWORK);
    let mut packed = Vec::new();
    for slice in SLICES {
        match add(slice, &framework) {
            Ok(()) => packed.push(slice),
            Err(error) => println!("without {}: {error:#}", slice.identifier),
        }
    }
    ensure!(!packed.is_empty(), "no library could be built for the framework");
    fs::write(framework.join("Info.plist"), property_list(&packed))?;
    println!("{}", package.display());
    for slice in packed {
        println!("with {}", slice.identifier);
    }
    if output(&mut command("xcrun --show-sdk-path")).is_err() {
        println!(
            "there is no Apple SDK here: no application was linked with these static libraries, and none is signed"
        );
    }
    Ok(())
}

/// The sources that an application compiles: no tests, and not the header, which the framework brings.
fn copy_sources(package: &Path) -> Result<()> {
    for file in files(SOURCE)? {
        if file == "Package.swift" || SOURCES.iter().any(|sources| file.starts_with(sources)) {
            let to = package.join(&file);
            fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
            fs::copy(Path::new(SOURCE).join(&file), to)?;
        }
    }
    Ok(())
}

fn add(slice: &Slice, framework: &Path) -> Result<()> {
    Need::Target(slice.target).provide()?;
    let library = build_static(slice.target)?;
    let headers = framework.join(slice.identifier).join("Headers");
    fs::create_dir_all(&headers)?;
    fs::copy(library, framework.join(slice.identifier).join(LIBRARY))?;
    fs::copy(format!("{SOURCE}/Sources/TVPassFFI/generated/TVPassFFI.h"), headers.join("TVPassFFI.h"))?;
    let module = "module TVPassFFI [system] {\n    header \"TVPassFFI.h\"\n    export *\n}\n";
    fs::write(headers.join("module.modulemap"), module)?;
    Ok(())
}

/// The property list that tells Xcode which library is whose.
fn property_list(slices: &[&Slice]) -> String {
    let mut libraries = String::new();
    for slice in slices {
        let variant = slice.variant.map(|variant| key("SupportedPlatformVariant", variant)).unwrap_or_default();
        let _ = write!(
            libraries,
            "<dict>\n{}{}{}{}{variant}<key>SupportedArchitectures</key><array><string>arm64</string></array>\n</dict>\n",
            key("LibraryIdentifier", slice.identifier),
            key("LibraryPath", LIBRARY),
            key("HeadersPath", "Headers"),
            key("SupportedPlatform", slice.platform),
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
    use super::{SLICES, property_list};

    #[test]
    fn the_simulators_library_differs_from_the_devices_by_its_variant_alone() {
        let slice = |name: &str| SLICES.iter().find(|slice| slice.identifier == name).unwrap();
        let device = property_list(&[slice("ios-arm64")]);
        let simulator = property_list(&[slice("ios-arm64-simulator")]);
        let variant = "<key>SupportedPlatformVariant</key><string>simulator</string>\n";
        assert!(!device.contains(variant));
        assert_eq!(simulator.replace(variant, "").replace("-simulator", ""), device);
    }
}
