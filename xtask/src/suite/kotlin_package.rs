//! The Maven artifacts as applications take them: compiled with the oldest Kotlin that reads them, and shrunk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Suite;
use crate::command::package;
use crate::contract::client::plays_at_simulator;
use crate::mobile::{kotlin, library};
use crate::process::{command, output};
use crate::repository::{copy_files, emptied, target_folder};

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "kotlin-package",
    proves: "Kotlin 1.9 compiles a television over the Maven artifacts; shrunk by the rules of the AAR it still signs in and plays",
    needs: kotlin::NEEDS,
    run: test,
}];

const PROJECT: &str = "tests/release/kotlin";

/// The oldest Kotlin that applications may have.
const OLDEST: &str = "1.9.25";

/// The television with Android's transport, which is shrunk.
const ANDROID: &str = "AndroidTelevision";

fn test() -> Result<()> {
    package::make("kotlin")?;
    let project = emptied(target_folder("kotlin-package")?)?;
    let repository = target_folder("package")?.join("kotlin/maven");
    build(&repository, &project, &[&format!("-Dkotlin.version={OLDEST}")])?;
    plays(&mut on_classpath(&project))?;
    println!("Kotlin {OLDEST} compiles it, and it plays");
    check_rules(&repository, &project)
}

/// The rules of the AAR are enough, and without them nothing works.
fn check_rules(repository: &Path, project: &Path) -> Result<()> {
    let rules = rules_of_aar(repository, project)?;
    plays(&mut shrunk(project)?)?;
    // The classes that Android lacks are still not missed.
    let text = fs::read_to_string(&rules)?;
    let unwarned: Vec<_> = text.lines().filter(|rule| rule.starts_with("-dontwarn")).collect();
    fs::write(&rules, unwarned.join("\n"))?;
    let without = plays(&mut shrunk(project)?);
    ensure!(without.is_err(), "the television plays without the rules of the AAR, which shows nothing of them");
    println!("shrunk by the rules of the AAR it plays, and without them it does not");
    Ok(())
}

/// Compiles the fresh project over the artifacts of a repository, and copies what it depends on beside it.
pub(super) fn build(repository: &Path, project: &Path, options: &[&str]) -> Result<()> {
    // Maven keeps a release that it has seen, and would not look at the one that has its number now.
    emptied(target_folder("maven")?.join("io/github/tvpass"))?;
    copy_files(PROJECT, project)?;
    let mut maven = kotlin::maven_of(&project.join("pom.xml"))?;
    maven.args(["package", "dependency:copy-dependencies"]).args(options);
    kotlin::run_maven(maven.arg(format!("-Drelease=file://{}", repository.display())))
}

/// The television with the library that the JAR brings.
pub(super) fn on_classpath(project: &Path) -> Command {
    let mut java = command("java -classpath target/classes:target/dependency/* TelevisionKt");
    java.current_dir(project);
    java
}

fn plays(program: &mut Command) -> Result<()> {
    plays_at_simulator(program.env_remove("LD_LIBRARY_PATH"))
}

/// The rules of the AAR, which is unpacked where the application's own rules look for it.
fn rules_of_aar(repository: &Path, project: &Path) -> Result<PathBuf> {
    let version = env!("CARGO_PKG_VERSION");
    let artifact = format!("io/github/tvpass/tvpass-android/{version}/tvpass-android-{version}.aar");
    let folder = emptied(project.join("aar"))?;
    output(command("jar xf").arg(repository.join(artifact)).current_dir(&folder))?;
    Ok(folder.join("proguard.txt"))
}

/// The television and all that it depends on, shrunk into one JAR as `shrunk.pro` says.
///
/// R8, which applications use, is in Google's repository alone; ProGuard reads the same rules.
fn shrunk(project: &Path) -> Result<Command> {
    let mut maven = kotlin::maven_of(&project.join("pom.xml"))?;
    kotlin::run_maven(maven.args(["--quiet", "--activate-profiles", "shrunk", "initialize"]))?;
    // The AAR carries the libraries of devices: this one is of the same code, for the machine.
    let library = library::build(&[library::host()?])?.remove(0).file;
    let folder = library.parent().context("a library lies in a folder")?;
    let mut java = command("java");
    java.arg(format!("-Djna.library.path={}", folder.display())).arg("-classpath");
    java.arg(project.join("target/shrunk.jar")).arg(ANDROID);
    Ok(java)
}
