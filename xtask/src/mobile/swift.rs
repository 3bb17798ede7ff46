//! Swift: Debian's tool chain in a folder of its own, entered by chroot, since older systems have none.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::{build, built, compare, width};
use crate::bodies::Bodies;
use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::target_folder;

pub(crate) const NEEDS: &[Need] = &[Need::Program { name: "debootstrap", package: "debootstrap" }, Need::Target(IOS)];

const FOLDER: &str = "bindings-uniffi/swift";

/// The tools that Debian leaves out of the path.
const TOOLS: &str = "/usr/libexec/swift/bin";

const IOS: &str = "aarch64-apple-ios";
const SUITE: &str = "trixie";
const PACKAGES: &str = "swiftlang,libc6-dev,libstdc++-14-dev";

/// The suite `swift`.
pub(crate) fn test() -> Result<()> {
    width::check()?;
    build()?;
    compare("swift")?;
    run(&mut command(&format!("cargo rustc --package tvpass-uniffi --lib --target {IOS} --crate-type staticlib")))?;
    let folder = Path::new("/target").join(built()?.file_name().unwrap_or_default());
    let folder = folder.display();
    run(&mut inside(&format!(
        "TVPASS_STAND_IN={folder}/tvpass-stand-in TVPASS_SIMULATOR={folder}/tvpass-simulator TVPASS_WIRE={folder}/tvpass-wire \
         swift test --package-path /src/{FOLDER} --scratch-path /target/swift-build \
         -Xlinker -L{folder} -Xlinker -rpath -Xlinker {folder}"
    ))?)?;
    check_manual()
}

/// The manual is whole: DocC refuses the name of a symbol that the module has not.
fn check_manual() -> Result<()> {
    run(&mut inside(&format!(
        "mkdir -p /target/swift-manual/symbols \
         && triple=$(swiftc -print-target-info | sed -n 's/.*\"triple\": \"\\(.*\\)\",/\\1/p') \
         && {TOOLS}/swift-symbolgraph-extract -module-name TVPass -target \"$triple\" -I /target/swift-build/debug/Modules \
         -I /src/{FOLDER}/Sources/TVPassFFI -minimum-access-level public -skip-synthesized-members \
         -output-dir /target/swift-manual/symbols \
         && {TOOLS}/docc convert /src/{FOLDER}/Sources/TVPass/TVPass.docc --warnings-as-errors \
         --additional-symbol-graph-dir /target/swift-manual/symbols --output-path /target/swift-manual/pages \
         --fallback-display-name TVPass --fallback-bundle-identifier tvpass"
    ))?)
}

/// The cost of calls, with the library of `folder`.
pub(crate) fn overhead(folder: &Path, bodies: &Bodies) -> Result<String> {
    let profiles = Path::new("/src").join(bodies.profiles.strip_prefix(std::path::absolute(".")?)?);
    measure(folder, &format!("Overhead {} {}", profiles.display(), seen(&bodies.configuration)?))
}

/// The time to the end of a flow that is cancelled, at a server that holds its answer.
pub(crate) fn cancel(folder: &Path, server: &str) -> Result<String> {
    measure(folder, &format!("Cancel {server}"))
}

/// The memory of many flows.
pub(crate) fn flows(folder: &Path) -> Result<String> {
    measure(folder, "Flows")
}

fn measure(folder: &Path, program: &str) -> Result<String> {
    let folder = seen(folder)?;
    output(&mut inside(&format!(
        "swift run --quiet --configuration release --package-path /src/{FOLDER} --scratch-path /target/swift-build \
         -Xlinker -L{folder} -Xlinker -rpath -Xlinker {folder} {program}"
    ))?)
}

/// The place of a part of the target folder in the tool chain's system.
fn seen(path: &Path) -> Result<String> {
    let place = Path::new("/target").join(path.strip_prefix(target_folder(".")?)?);
    Ok(place.display().to_string())
}

/// A program of a package in the target folder, with the library that lies in `library`.
pub(crate) fn program(package: &Path, library: &Path, name: &str) -> Result<Command> {
    let (package, library) = (seen(package)?, seen(library)?);
    let options = format!(
        "--package-path {package} -Xlinker -L{library} -Xlinker -ltvpass_uniffi -Xlinker -rpath -Xlinker {library}"
    );
    run(&mut inside(&format!("swift build {options}"))?)?;
    inside(&format!("swift run --skip-build {options} {name} \"$@\""))
}

/// A line of shell in the tool chain's system, which sees the repository as `/src` and the target folder as `/target`. Words
/// that are added to the command are the line's arguments. Its mounts are gone when it ends.
fn inside(line: &str) -> Result<Command> {
    let root = tool_chain()?;
    let script = "mount -t proc proc \"$0/proc\" && mkdir -p \"$0/src\" \"$0/target\" \
                  && mount --bind . \"$0/src\" && mount --bind \"$1\" \"$0/target\" && line=\"$2\" && shift 2 \
                  && exec chroot \"$0\" /bin/sh -c \"$line\" sh \"$@\"";
    let mut enter = command("unshare --mount sh -c");
    enter.arg(script).arg(root).arg(target_folder(".")?).arg(line);
    Ok(enter)
}

/// The folder of a small Debian with Swift; made when it is not there, which takes some minutes and 3 GB.
fn tool_chain() -> Result<std::path::PathBuf> {
    let folder = target_folder("swift-toolchain")?;
    // The folder `debootstrap` is there until its work is done.
    let is_whole = folder.join("usr/bin/swiftc").exists() && !folder.join("debootstrap").exists();
    if !is_whole {
        // What an interrupted run left would stop this one; what it left mounted is not its own.
        run(command("rm -rf --one-file-system").arg(&folder))?;
        let mut install = command(&format!("debootstrap --variant=minbase --include={PACKAGES} {SUITE}"));
        run(install.arg(&folder))
            .map_err(|error| Missing(format!("Debian's Swift tool chain, which only root can install ({error:#})")))?;
    }
    Ok(folder)
}
