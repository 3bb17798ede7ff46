//! Kotlin: on the JVM with Maven and JNA, for Android as far as a machine without its SDK goes.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::{build, built, compare, with_services};
use crate::need::Need;
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
    run(with_services(maven()?.arg(library_folder(&built)).arg("package"), &built))
}

/// What one call costs, with the library of `folder`.
pub(crate) fn overhead(folder: &Path, answer: &Path) -> Result<String> {
    let goals = "--quiet --projects tvpass test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test";
    let mut measure = maven()?;
    measure.args(goals.split(' ')).arg(format!(
        "-Dexec.args=-Djna.library.path={} -classpath %classpath tvpass.OverheadKt {}",
        folder.display(),
        answer.display()
    ));
    output(&mut measure)
}

/// Maven for the Kotlin modules. What it fetches stays in the target folder, with everything else that is built.
pub(crate) fn maven() -> Result<Command> {
    let mut maven = command("mvn --batch-mode --no-transfer-progress --file bindings-uniffi/kotlin/pom.xml");
    maven.arg(format!("-Dmaven.repo.local={}", target_folder("maven")?.display()));
    Ok(maven)
}

/// Where the JVM looks for the library.
pub(crate) fn library_folder(folder: &Path) -> String {
    format!("-Dlibrary.folder={}", folder.display())
}
