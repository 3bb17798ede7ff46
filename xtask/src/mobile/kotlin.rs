//! Kotlin: on the JVM with Maven and JNA, for Android as far as a machine without its SDK goes.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::{build, built, compare, with_services};
use crate::bodies::Bodies;
use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::target_folder;

pub(crate) const NEEDS: &[Need] = &[
    Need::Program { name: "javac", package: "default-jdk-headless" },
    Need::Program { name: "mvn", package: "maven" },
    Need::Target(ANDROID),
];

/// The first with `java.time` (26); what the library is linked for.
pub(crate) const ANDROID_API: u32 = 26;

const ANDROID: &str = "aarch64-linux-android";

/// The suite `kotlin`.
pub(crate) fn test() -> Result<()> {
    build()?;
    compare("kotlin")?;
    run(&mut command(&format!("cargo rustc --package tvpass-uniffi --lib --target {ANDROID} --crate-type staticlib")))?;
    let built = built()?;
    run_maven(with_services(maven()?.arg(library_folder(&built)).arg("package"), &built))
}

/// Maven's words when no repository answers; for a missing artefact it has others.
const UNREACHABLE: [&str; 2] = ["Could not transfer artifact", "Could not transfer metadata"];

/// Runs Maven, which fetches while it builds: what it cannot fetch is missing, and nothing has failed.
pub(crate) fn run_maven(maven: &mut Command) -> Result<()> {
    let mut child = maven.stdout(Stdio::piped()).spawn().context("cannot start Maven")?;
    let mut unreachable = None;
    for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines()) {
        let line = line?;
        println!("{line}");
        if UNREACHABLE.iter().any(|sign| line.contains(sign)) {
            unreachable.get_or_insert(line);
        }
    }
    let status = child.wait()?;
    match unreachable {
        _ if status.success() => Ok(()),
        Some(line) => Err(Missing(format!("what Maven fetches ({line})")).into()),
        None => bail!("Maven ended with {status}"),
    }
}

/// The cost of calls, with the library of `folder`.
pub(crate) fn overhead(folder: &Path, bodies: &Bodies) -> Result<String> {
    let Bodies { profiles, configuration } = bodies;
    measure(folder, &format!("tvpass.OverheadKt {} {}", profiles.display(), configuration.display()))
}

/// The time to the end of a flow that is cancelled, at a server that holds its answer.
pub(crate) fn cancel(folder: &Path, server: &str) -> Result<String> {
    measure(folder, &format!("tvpass.CancelKt {server}"))
}

/// The memory of many flows, in a heap that the virtual machine has to clear out.
pub(crate) fn flows(folder: &Path) -> Result<String> {
    measure(folder, "-Xmx64m tvpass.Flows")
}

/// Runs a program of the tests: options of the virtual machine, class, arguments.
fn measure(folder: &Path, program: &str) -> Result<String> {
    let goals = "--quiet --projects tvpass test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test";
    let mut measure = maven()?;
    let options = format!("-Dexec.args=-Djna.library.path={} -classpath %classpath {program}", folder.display());
    output(measure.args(goals.split(' ')).arg(options))
}

/// Maven for the Kotlin modules.
pub(crate) fn maven() -> Result<Command> {
    maven_of(Path::new("bindings-uniffi/kotlin/pom.xml"))
}

/// Maven for a project. Its downloads stay in the target folder, with everything else that is built.
pub(crate) fn maven_of(project: &Path) -> Result<Command> {
    let mut maven = command("mvn --batch-mode --no-transfer-progress --file");
    maven.arg(project).arg(format!("-Dmaven.repo.local={}", target_folder("maven")?.display()));
    Ok(maven)
}

/// The path on which the JVM looks for the library.
pub(crate) fn library_folder(folder: &Path) -> String {
    format!("-Dlibrary.folder={}", folder.display())
}
