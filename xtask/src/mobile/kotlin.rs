//! Kotlin: on the JVM with Maven and JNA, for Android as far as a machine without its SDK goes.

use anyhow::Result;

use super::{build, built, compare, with_services};
use crate::need::Need;
use crate::process::{command, run};

pub(crate) const NEEDS: &[Need] = &[
    Need::Program { name: "javac", package: "default-jdk-headless" },
    Need::Program { name: "mvn", package: "maven" },
    Need::Target(ANDROID),
];

const ANDROID: &str = "aarch64-linux-android";

/// The suite `kotlin`.
pub(crate) fn test() -> Result<()> {
    build()?;
    compare("kotlin")?;
    run(&mut command(&format!("cargo rustc --package tvpass-uniffi --lib --target {ANDROID} --crate-type staticlib")))?;
    let built = built()?;
    let mut test = command("mvn --batch-mode --no-transfer-progress --file bindings-uniffi/kotlin/pom.xml");
    test.arg(format!("-Dlibrary.folder={}", built.display())).arg("package");
    run(with_services(&mut test, &built))
}
