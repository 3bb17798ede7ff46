//! The firmware images: built for a Cortex-M4, weighed, and run in an emulator.

pub(crate) mod panic_path;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use object::{Object, ObjectSection};

use crate::need::Need;
use crate::process::{command, output_within, run};
use crate::repository::target_folder;

pub(crate) const TARGET: &str = "thumbv7em-none-eabihf";

pub(crate) const EMULATOR: Need = Need::Program { name: "qemu-system-arm", package: "qemu-system-arm" };

pub(crate) const FOLDER: &str = "tests/firmware-image";

/// Far more than any call needs, so that an image that hangs ends the run.
const TIME_LIMIT: Duration = Duration::from_mins(2);

pub(crate) struct Image {
    pub(crate) name: String,
    file: PathBuf,
}

/// Builds every image with a profile and further options; each links only if no path to a panic remains.
pub(crate) fn build(profile: &str, options: &str) -> Result<Vec<Image>> {
    build_into(&target_folder(FOLDER)?, profile, options)
}

fn build_into(folder: &Path, profile: &str, options: &str) -> Result<Vec<Image>> {
    adopt_lock(FOLDER)?;
    let build = format!("cargo build --bins --profile {profile} {options} --target-dir");
    run(command(&build).arg(folder).current_dir(FOLDER))?;
    let images = names()?.into_iter().map(|name| Image { file: folder.join(TARGET).join(profile).join(&name), name });
    Ok(images.collect())
}

/// Links every image although a panic remains, and says for each which functions reach it.
pub(crate) fn panic_paths(profile: &str) -> Result<Vec<String>> {
    let options = format!(
        "--config target.{TARGET}.rustflags=[\"-Clink-arg=--unresolved-symbols=ignore-all\",\"-Clink-arg=--emit-relocs\"]"
    );
    let mut paths = Vec::new();
    for image in build_into(&target_folder("panic-paths")?, profile, &options)? {
        let found = panic_path::find(&image.bytes()?)?;
        paths.extend(found.into_iter().map(|path| format!("image {}: {path}", image.name)));
    }
    Ok(paths)
}

/// A workspace of its own is built of what the root's tests: its dependencies are the same.
pub(crate) fn adopt_lock(workspace: impl AsRef<Path>) -> Result<()> {
    let lock = workspace.as_ref().join("Cargo.lock");
    fs::copy("Cargo.lock", &lock).with_context(|| format!("cannot write {}", lock.display()))?;
    Ok(())
}

fn names() -> Result<Vec<String>> {
    let folder = Path::new(FOLDER).join("src/bin");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        names.push(name.context("an image has a name of its own")?.to_owned());
    }
    names.sort();
    Ok(names)
}

impl Image {
    fn bytes(&self) -> Result<Vec<u8>> {
        fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))
    }

    /// The sizes of sections, in bytes; one that is absent has none.
    pub(crate) fn sections(&self, names: &[&str]) -> Result<u64> {
        let bytes = self.bytes()?;
        let file = object::File::parse(bytes.as_slice()).context("the image is not an ELF file")?;
        let sections = names.iter().filter_map(|name| file.section_by_name(name));
        Ok(sections.map(|section| section.size()).sum())
    }

    /// Runs the image in the emulator, where each instruction takes 2^6 ns of virtual time.
    pub(crate) fn run(&self) -> Result<Printed> {
        let board = "qemu-system-arm -M mps2-an386 -icount shift=6 \
             -display none -serial none -monitor none -chardev stdio,id=out \
             -semihosting-config enable=on,target=native,chardev=out -kernel";
        let text = output_within(command(board).arg(&self.file), TIME_LIMIT)?;
        Ok(Printed { image: self.name.clone(), text })
    }
}

/// The output of an image.
pub(crate) struct Printed {
    image: String,
    text: String,
}

impl Printed {
    /// The number behind a label at the beginning of a line.
    pub(crate) fn number(&self, label: &str) -> Result<u64> {
        let Self { image, text } = self;
        let number = text.lines().find_map(|line| line.strip_prefix(label));
        let number = number.with_context(|| format!("{image} printed no \"{label}\": {text}"))?;
        let number = number.trim().parse();
        number.with_context(|| format!("{image} printed no number: {text}"))
    }
}
