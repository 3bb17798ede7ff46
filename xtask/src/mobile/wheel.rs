//! The packages that Python installs: a wheel with a library, and a source distribution that Cargo makes one from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::LIBRARY;
use super::python_environment::{FOLDER, environment};
use crate::process::{output, run};
use crate::repository::{copy, copy_files, emptied, files, target_folder};

/// The parts of the workspace that the library is made of.
const MEMBERS: [&str; 2] = ["core", "bindings-uniffi"];

/// The sections of the workspace's manifest that they refer to.
const SECTIONS: [&str; 4] =
    ["[workspace.package]", "[workspace.lints.rust]", "[workspace.lints.clippy]", "[profile.mobile]"];

/// The beginnings of lines that an index shows of a wheel, and that pip reads before it installs one.
const TOLD: [&str; 7] = [
    "Tag: py3-none-",
    "Requires-Python: >=3.9",
    "License-Expression: Apache-2.0",
    "License-File: LICENSE",
    "Description-Content-Type: text/markdown",
    "Project-URL: Homepage, https://",
    "Project-URL: Documentation, https://",
];

/// A wheel with this library, in `folder`; it is for the machine that the library is for.
pub(crate) fn wheel(library: &Path, folder: &Path) -> Result<PathBuf> {
    let source = source(folder)?;
    fs::copy(library, source.join("tvpass/generated").join(LIBRARY))?;
    wheel_of(&source, folder)
}

/// The wheel that `pip` makes of a source, be it a folder or a source distribution.
pub(crate) fn wheel_of(source: &Path, folder: &Path) -> Result<PathBuf> {
    let mut make = Command::new(environment()?);
    make.args(["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]);
    run(make.arg("--wheel-dir").arg(folder).arg(source))?;
    with_extension(folder, "whl")
}

/// A source distribution, in `folder`.
pub(crate) fn source_distribution(folder: &Path) -> Result<PathBuf> {
    let source = source(folder)?;
    let rust = source.join("rust");
    for member in MEMBERS {
        for file in files(member)?
            .iter()
            .filter(|file| *file == "Cargo.toml" || *file == "uniffi.toml" || file.starts_with("src/"))
        {
            copy(Path::new(member).join(file), &rust.join(member).join(file))?;
        }
        let manifest = rust.join(member).join("Cargo.toml");
        let text = fs::read_to_string(&manifest)?;
        fs::write(&manifest, without_tests(&text))?;
    }
    fs::copy("Cargo.lock", rust.join("Cargo.lock"))?;
    fs::write(rust.join("Cargo.toml"), workspace(&fs::read_to_string("Cargo.toml")?)?)?;
    let mut make = Command::new(environment()?);
    make.args(["-c", "import sys, setuptools.build_meta as build; build.build_sdist(sys.argv[1])"]);
    output(make.arg(std::path::absolute(folder)?).current_dir(&source))?;
    with_extension(folder, "gz")
}

/// A copy of the package's sources: the tool that packs them leaves its traces beside them.
fn source(folder: &Path) -> Result<PathBuf> {
    let source = emptied(folder)?.join("source");
    copy_files(FOLDER, &source)?;
    copy("LICENSE", &source.join("LICENSE"))?;
    Ok(source)
}

fn with_extension(folder: &Path, extension: &str) -> Result<PathBuf> {
    let mut files = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let found = files.find(|path| path.extension().is_some_and(|found| found == extension));
    found.with_context(|| format!("no {extension} was made in {}", folder.display()))
}

/// The workspace's manifest, for its members in a source distribution.
fn workspace(manifest: &str) -> Result<String> {
    let mut text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {MEMBERS:?}\n\n[workspace.dependencies]\ntvpass = {{ path = \"core\" }}\n"
    );
    for section in SECTIONS {
        text.push('\n');
        text += &sections(manifest).find(|text| text.starts_with(section)).with_context(|| format!("no {section}"))?;
    }
    Ok(text)
}

/// Cargo asks for each dependency, those of tests alone too, before it begins.
fn without_tests(manifest: &str) -> String {
    sections(manifest).filter(|section| !section.starts_with("[dev-dependencies]")).collect()
}

fn sections(manifest: &str) -> impl Iterator<Item = String> {
    let lines = manifest.lines().fold(vec![String::new()], |mut sections, line| {
        if line.starts_with('[') {
            sections.push(String::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push_str(line);
            section.push('\n');
        }
        sections
    });
    lines.into_iter()
}

/// The installed wheel answers, without anything of the repository.
pub(crate) fn prove(library: &Path) -> Result<()> {
    let folder = target_folder("python-wheel")?;
    answers(&wheel(library, &folder)?, &folder.join("installed"))
}

/// Installs the wheel into `folder`, and asks it.
pub(crate) fn answers(wheel: &Path, folder: &Path) -> Result<()> {
    let python = environment()?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]);
    run(install.arg(folder).arg(wheel))?;
    ensure!(folder.join("tvpass/py.typed").exists(), "the installed wheel is not marked as typed");
    judge(&told(folder)?)?;
    let mut answer = Command::new(&python);
    let program = "import tvpass; print(tvpass.Environment.RELEASE_PRODUCTION.base_url())";
    answer.args(["-c", program]).env("PYTHONPATH", folder).current_dir(folder);
    let url = output(&mut answer)?;
    ensure!(url.trim() == "https://sp.auth.adobe.com", "the installed wheel answers {url:?}");
    println!("{} answers where it is installed", wheel.display());
    Ok(())
}

/// All that the installed wheel tells of itself.
fn told(folder: &Path) -> Result<String> {
    let place = folder.join(concat!("tvpass-", env!("CARGO_PKG_VERSION"), ".dist-info"));
    Ok(fs::read_to_string(place.join("WHEEL"))? + &fs::read_to_string(place.join("METADATA"))?)
}

fn judge(told: &str) -> Result<()> {
    for line in TOLD {
        ensure!(told.lines().any(|known| known.starts_with(line)), "the installed wheel does not tell {line:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{TOLD, judge, without_tests, workspace};

    #[test]
    fn a_wheel_that_is_of_one_abi_or_has_no_licence_is_refused() {
        let told = TOLD.map(|line| format!("{line}\n"));
        assert!(judge(&told.concat()).is_ok());
        assert!(judge(&told.concat().replace("py3-none", "cp312-cp312")).is_err());
        assert!(judge(&told.concat().replace("License-Expression", "Summary")).is_err());
    }

    #[test]
    fn a_source_distribution_has_the_sections_that_its_members_refer_to_and_no_others() {
        let manifest = "[workspace]\nmembers = [\"a\"]\n[workspace.package]\nversion = \"1\"\n[workspace.lints.rust]\n\
                        [workspace.lints.clippy]\n[profile.mobile]\nlto = \"fat\"\n[profile.web]\n";
        let text = workspace(manifest).unwrap();
        assert!(text.contains("members = [\"core\", \"bindings-uniffi\"]"));
        assert!(text.ends_with("[profile.mobile]\nlto = \"fat\"\n"));
        assert!(workspace("[workspace]\n").is_err());
    }

    #[test]
    fn what_tests_depend_on_is_left_out() {
        assert_eq!(without_tests("[package]\n[dev-dependencies]\na = \"1\"\n[lints]\n"), "[package]\n[lints]\n");
    }
}
