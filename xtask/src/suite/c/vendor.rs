//! A vendor's steps with the archive: binary utilities without plugins, a shared library, a header of another version.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::c::library::{Build, HEADER, Library};
use crate::c::program::{STRICT, printed_by};
use crate::c::target::{TARGETS, Target};
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::target_folder;

pub(super) const NEEDS: &[Need] = &[Need::Program { name: "llvm-objcopy", package: "llvm" }];

/// A project that knows nothing of this repository.
pub(super) const CONSUMER: &str = "bindings-c/tests/consumer/main.c";

/// The prefix of each kind of binary utilities; LLVM's work on any target.
const KINDS: [&str; 2] = ["", "llvm-"];

pub(super) fn tools_keep_the_archive(targets: &[&Target]) -> Result<()> {
    for target in targets {
        let library = Build::release(target).library()?;
        has_no_needless_section(target, &library)?;
        for kind in KINDS {
            keeps(target, &library, kind).with_context(|| format!("{}, {kind}binutils", target.name))?;
        }
    }
    println!("ranlib, ar, nm and objcopy of binutils and LLVM keep all symbols on {} targets", targets.len());
    Ok(())
}

fn has_no_needless_section(target: &Target, library: &Library) -> Result<()> {
    let sections = output(command(&target.tool("objdump")).arg("-h").arg(&library.file))?;
    for name in [".llvmbc", ".llvmcmd", ".eh_frame", ".ARM.exidx", ".debug"] {
        ensure!(!sections.contains(name), "{}: the archive has a section {name}", target.name);
    }
    Ok(())
}

/// `ranlib`, then `ar x` and archived again, then `objcopy`; after each, `nm` sees the same symbols.
fn keeps(target: &Target, library: &Library, kind: &str) -> Result<()> {
    let tool = |name: &str| command(&if kind.is_empty() { target.tool(name) } else { format!("{kind}{name}") });
    let folder = target_folder("c")?.join("vendor");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let archive = folder.join("libtvpass.a");
    fs::copy(&library.file, &archive)?;
    let keeps = |step: &str, archive: &Path| -> Result<()> {
        let listing = output(tool("nm").args(["-g", "--defined-only"]).arg(archive))?;
        let mut names: Vec<_> = listing.lines().filter_map(|line| line.split_whitespace().nth(2)).collect();
        names.sort_unstable();
        let lost = library.exports.iter().chain([&library.abi]).find(|name| !names.contains(&name.as_str()));
        ensure!(lost.is_none(), "after {step} {} is gone", lost.map_or("", String::as_str));
        let more = names.iter().find(|name| !name.starts_with("tvpass_"));
        ensure!(more.is_none(), "after {step} {more:?} is global");
        Ok(())
    };
    output(tool("ranlib").arg(&archive))?;
    keeps("ranlib", &archive)?;
    output(tool("ar").arg("x").arg(&archive).current_dir(&folder))?;
    let again = folder.join("again.a");
    output(tool("ar").arg("rcs").arg(&again).arg(folder.join("tvpass.o")))?;
    keeps("ar x and ar rcs", &again)?;
    let copied = folder.join("copied.o");
    output(tool("objcopy").arg("--strip-unneeded").arg(folder.join("tvpass.o")).arg(&copied))?;
    keeps("objcopy", &copied)
}

/// A plug-in that takes the library in must neither offer its functions to other plug-ins, nor carry those it does not call.
pub(super) fn a_shared_library_hides_it(_: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let hidden = shared(host, false)?;
    ensure!(exported(&hidden)?.is_empty(), "a shared library exports {:?}", exported(&hidden)?);
    let open = shared(host, true)?;
    ensure!(
        exported(&open)?.iter().any(|name| name == "tvpass_registration_init"),
        "nothing is exported where that is asked for"
    );
    let (small, large) = (fs::metadata(&hidden)?.len(), fs::metadata(&open)?.len());
    ensure!(small * 4 < large, "what nobody calls is in the shared library: {small} bytes of {large}");
    println!("a plug-in has {small} bytes, with everything exported {large}");
    Ok(())
}

fn shared(host: &Target, is_exported: bool) -> Result<PathBuf> {
    let library = Build { is_exported, ..Build::release(host) }.library()?;
    let file = target_folder("c")?.join(if is_exported { "exported.so" } else { "plug-in.so" });
    let mut link =
        command(&format!("{} {STRICT} -Ibindings-c/include -shared -fPIC -s -Dmain=plug_in", host.tool("gcc")));
    // If it is exported, all of it is taken in, since who calls it is not known.
    let take = if is_exported { "-Wl,--whole-archive" } else { "-Wl,--no-whole-archive" };
    link.args(["-ffunction-sections", "-Wl,--gc-sections", "-o"]).arg(&file).arg(CONSUMER).arg(take).arg(&library.file);
    output(link.arg("-Wl,--no-whole-archive"))?;
    Ok(file)
}

fn exported(file: &Path) -> Result<Vec<String>> {
    let listing = output(command("nm -D --defined-only").arg(file))?;
    let names = listing.lines().filter_map(|line| line.split_whitespace().nth(2));
    Ok(names.filter(|name| name.starts_with("tvpass_")).map(str::to_owned).collect())
}

/// A program that was compiled with the header of another binary interface does not link, unused sections left out or not.
pub(super) fn another_header_does_not_link(_: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let library = Build::release(host).library()?;
    let folder = target_folder("c")?.join("other-header");
    fs::create_dir_all(&folder)?;
    let header = fs::read_to_string(HEADER).with_context(|| format!("cannot read {HEADER}"))?;
    let program = folder.join("consumer");
    let link = |options: &str| {
        let mut link = command(&format!("{} {STRICT} {options} -ffunction-sections -o", host.tool("gcc")));
        output(link.arg(&program).arg("-I").arg(&folder).arg(CONSUMER).arg(&library.file))
    };
    fs::write(folder.join("tvpass.h"), &header)?;
    link("-O2 -Wl,--gc-sections").context("with its own header")?;
    printed_by(&mut command(&program.to_string_lossy()))?;
    fs::write(folder.join("tvpass.h"), header.replace(&library.abi, "tvpass_abi_other"))?;
    for options in ["-O0", "-O2 -Wl,--gc-sections"] {
        let refusal = link(options).err().with_context(|| format!("with {options} another header links"))?;
        ensure!(format!("{refusal:#}").contains("tvpass_abi_other"), "the linker does not say why: {refusal:#}");
    }
    println!("a header of another interface does not link");
    Ok(())
}
