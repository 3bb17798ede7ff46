//! `libtvpass.a`: built by Cargo, then made one object that exports the header's functions and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};

use super::target::Target;
use super::visibility;
use crate::firmware::adopt_lock;
use crate::process::{command, output, run};
use crate::repository::target_folder;

/// The crate, a workspace of its own.
pub(crate) const FOLDER: &str = "bindings-c/library";

/// The repository.
const HERE: &str = ".";

pub(crate) const HEADER: &str = "bindings-c/include/tvpass.h";

/// Symbols that firmware has to bring, and nothing else.
pub(crate) const FROM_OUTSIDE: &[&str] = &["memcpy", "memmove", "memset", "memcmp"];

/// Symbols that every linker defines, so that no firmware brings them: the places of data on MIPS, PowerPC and i386.
pub(crate) const FROM_LINKER: &[&str] = &["_gp_disp", ".TOC.", "_GLOBAL_OFFSET_TABLE_"];

/// The start of the name of the symbol for the binary interface.
const ABI: &str = "tvpass_abi_";

/// Sections that no firmware has a use for: LLVM's own code, for which other tools take the object as a whole; and tables for
/// unwinding, which nothing here does, and which would want a library on Arm.
const NEEDLESS: &[&str] = &[".llvmbc", ".llvmcmd", ".eh_frame", ".ARM.exidx*", ".comment", ".debug*"];

/// The build of a library.
#[derive(Clone, Copy)]
pub(crate) struct Build<'b> {
    pub(crate) target: &'b Target,
    /// `release` for little flash, `speed` for little time.
    pub(crate) profile: &'b str,
    /// A path to a panic leaves an undefined symbol.
    pub(crate) proves_panics: bool,
    /// True if a shared library that takes it in exports its functions.
    pub(crate) is_exported: bool,
    /// The folder of the repository, or of a copy of it.
    pub(crate) source: &'b str,
}

pub(crate) struct Library {
    pub(crate) file: PathBuf,
    /// The folder of its header.
    pub(crate) include: PathBuf,
    /// The functions that it exports.
    pub(crate) exports: Vec<String>,
    /// The symbol of its binary interface.
    pub(crate) abi: String,
    /// The library as Cargo made it.
    raw: PathBuf,
    /// The object before its names were hidden.
    named: PathBuf,
}

impl<'b> Build<'b> {
    pub(crate) const fn release(target: &'b Target) -> Self {
        Self { target, profile: "release", proves_panics: false, is_exported: false, source: HERE }
    }

    pub(crate) fn library(&self) -> Result<Library> {
        let raw = self.cargo()?;
        let (abi, exports): (Vec<_>, Vec<_>) =
            exports(&raw, self.target)?.into_iter().partition(|name| name.starts_with(ABI));
        ensure!(!exports.is_empty(), "{} exports nothing", raw.display());
        let [abi] =
            <[String; 1]>::try_from(abi).map_err(|abi| anyhow!("the binary interface has the symbols {abi:?}"))?;
        let folder = target_folder("c")?.join(self.name());
        fs::create_dir_all(&folder)?;
        let include = Path::new(self.source).join(HEADER).with_file_name("");
        let (file, named) = (folder.join("libtvpass.a"), folder.join("named.o"));
        let library = Library { file, include, exports, abi, raw, named };
        self.assemble(&library, &folder)?;
        Ok(library)
    }

    fn name(&self) -> String {
        let proof = if self.proves_panics { "-panic-proof" } else { "" };
        let exported = if self.is_exported { "-exported" } else { "" };
        let copy = if self.source == HERE { "" } else { "-copy" };
        format!("{}-{}{proof}{exported}{copy}", self.target.name, self.profile)
    }

    fn cargo(&self) -> Result<PathBuf> {
        let Self { target, profile, proves_panics, source, .. } = *self;
        let root = fs::canonicalize(source).with_context(|| format!("cannot find {source}"))?;
        let workspace = root.join(FOLDER);
        adopt_lock(&workspace)?;
        let folder = if proves_panics { "c-panic-proof" } else { "c-library" };
        let folder = target_folder(folder)?.join(if source == HERE { "" } else { "copy" });
        let features = if proves_panics { "--features panic-proof" } else { "" };
        let mut build =
            command(&format!("cargo build --profile {profile} --target {} {features} --target-dir", target.name));
        build.arg(&folder).current_dir(&workspace);
        let flags = format!("{} --remap-path-prefix={}=.", target.rustflags.join(" "), root.display());
        build.env("RUSTFLAGS", flags.trim_start()).env("RUSTC_WRAPPER", workspace.join("rustc.sh"));
        if !target.core_is_shipped {
            build.arg("-Zbuild-std=core").env("RUSTC_BOOTSTRAP", "1");
        }
        run(&mut build)?;
        Ok(folder.join(target.name).join(profile).join("libtvpass.a"))
    }

    /// Leaves out what no exported function reaches, and hides every name but theirs, so that two libraries of Rust can
    /// stand in one firmware.
    fn assemble(&self, library: &Library, folder: &Path) -> Result<()> {
        let (parts, whole, names) = (folder.join("parts.a"), folder.join("tvpass.o"), folder.join("names"));
        fs::copy(&library.raw, &parts)?;
        leave_out_memory(&parts, self.target)?;
        let globals = library.names().chain(FROM_OUTSIDE.iter().copied());
        fs::write(&names, globals.collect::<Vec<_>>().join("\n") + "\n")?;
        output(self.link(library.names()).args(["-r", "-o"]).arg(&whole).arg(&parts))?;
        fs::copy(&whole, &library.named)?;
        let mut hide = command(&self.target.tool("objcopy"));
        hide.arg(format!("--keep-global-symbols={}", names.display()));
        // Where a C library knows it, LLVM compares for equality with `bcmp`, which `memcmp` is as well.
        hide.args(["--redefine-sym", "bcmp=memcmp", "--strip-unneeded", "--wildcard"]);
        for section in NEEDLESS {
            hide.args([format!("--remove-section={section}"), format!("--remove-section=.rel{section}")]);
            hide.arg(format!("--remove-section=.rela{section}"));
        }
        output(hide.arg(&whole))?;
        if !self.is_exported {
            visibility::hide(&whole)?;
        }
        let _ = fs::remove_file(&library.file);
        output(archiver(self.target, "ar")?.arg("rcsD").arg(&library.file).arg(&whole))?;
        Ok(())
    }

    fn link<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Command {
        let mut link = command(&self.target.tool("ld"));
        if !self.target.emulation.is_empty() {
            link.args(["-m", self.target.emulation]);
        }
        link.arg("--gc-sections");
        for name in names {
            link.args(["-u", name]);
        }
        link
    }

    /// An image of the whole library, linked although a panic remains and nothing comes from outside, with what led to each
    /// address.
    pub(crate) fn image(&self, library: &Library) -> Result<Vec<u8>> {
        let image = library.file.with_extension("elf");
        let mut link = self.link(library.names());
        link.args(["--unresolved-symbols=ignore-all", "--defsym=tvpass_panic_path_remains=0", "--emit-relocs"]);
        link.args(["-e", &library.exports[0], "-o"]);
        output(link.arg(&image).arg(&library.raw))?;
        fs::read(&image).with_context(|| format!("cannot read {}", image.display()))
    }

    /// The part of the packed library that goes into firmware which calls these functions; the four functions of memory are
    /// the firmware's own.
    pub(crate) fn linked(&self, library: &Library, called: &[&str]) -> Result<Vec<u8>> {
        let image = library.file.with_extension("linked.elf");
        let mut link = self.link(called.iter().copied());
        link.args(["--unresolved-symbols=ignore-all", "-e", called.first().context("a firmware calls something")?]);
        output(link.arg("-o").arg(&image).arg(&library.file))?;
        fs::read(&image).with_context(|| format!("cannot read {}", image.display()))
    }
}

impl Library {
    /// The names that it shows.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.exports.iter().chain([&self.abi]).map(String::as_str)
    }

    /// The undefined symbols of the whole library.
    pub(crate) fn undefined(&self, target: &Target) -> Result<Vec<String>> {
        symbols(&self.file, target, "--undefined-only")
    }

    /// Its exported symbols, and those that it merely brings along.
    pub(crate) fn defined(&self, target: &Target) -> Result<Vec<String>> {
        symbols(&self.file, target, "--extern-only --defined-only")
    }

    /// Every name in it, those of Rust among them. Cargo's archive has more objects, which no function of the header reaches:
    /// thread-local storage for Android, which allocates.
    pub(crate) fn all_names(&self, target: &Target) -> Result<Vec<String>> {
        symbols(&self.named, target, "")
    }
}

/// Takes the four functions of memory out of an archive, where Rust brings some: they are the C library's, and a linker would
/// take the first that it meets for the whole firmware.
fn leave_out_memory(archive: &Path, target: &Target) -> Result<()> {
    let mut list = archiver(target, "nm")?;
    let listing = output(list.args(["--defined-only", "--print-file-name", "--format=posix"]).arg(archive))?;
    let members = listing.lines().filter_map(|line| {
        let (place, symbol) = line.split_once("]: ")?;
        let name = symbol.split_whitespace().next()?;
        (FROM_OUTSIDE.contains(&name) || name == "bcmp").then(|| place.rsplit_once('[').map(|(_, member)| member))?
    });
    let members: BTreeSet<_> = members.collect();
    if members.is_empty() {
        return Ok(());
    }
    output(archiver(target, "ar")?.arg("dD").arg(archive).args(members))?;
    Ok(())
}

fn exports(archive: &Path, target: &Target) -> Result<Vec<String>> {
    let defined = symbols(archive, target, "--extern-only --defined-only")?;
    Ok(defined.into_iter().filter(|name| name.starts_with("tvpass_")).collect())
}

fn symbols(archive: &Path, target: &Target, which: &str) -> Result<Vec<String>> {
    let mut list = archiver(target, "nm")?;
    list.arg("--format=posix").args(which.split_whitespace());
    let listing = output(list.arg(archive))?;
    let lines = listing.lines().filter(|line| !line.ends_with(':'));
    let mut names: Vec<_> = lines.filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// A utility that looks into objects of Rust. It would try every plugin of the machine, of which LLVM's takes an object for one of
/// its own and ends in a crash; one that is named is the only one.
fn archiver(target: &Target, tool: &str) -> Result<Command> {
    let plugin = output(&mut command("gcc -print-file-name=liblto_plugin.so"))?;
    let mut archiver = command(&target.tool(tool));
    archiver.args(["--plugin", plugin.trim()]);
    Ok(archiver)
}

/// The functions that the header declares.
pub(crate) fn declared(header: &str) -> Vec<String> {
    let starts = header.lines().filter(|line| !line.starts_with([' ', '/', '*', '#', '}']) && line.contains('('));
    let names = starts.filter_map(|line| line.split('(').next()?.rsplit([' ', '*']).next());
    let mut names: Vec<_> = names.filter(|name| name.starts_with("tvpass_")).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn the_header_s_functions_are_found_whatever_they_return() {
        let header = "/**\n * tvpass_not(this)\n */\nuint8_t tvpass_a(const int *x,\n                 int tvpass_y);\n\
            struct tvpass_string tvpass_b(void);\ntypedef struct tvpass_c {\n} tvpass_c;\n";
        assert_eq!(declared(header), ["tvpass_a", "tvpass_b"]);
    }
}
