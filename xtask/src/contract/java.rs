//! Java: openapi-generator makes a client of the contract, with the JVM's own transport.

use std::process::Command;

use anyhow::Result;

use super::client::plays_at_simulator;
use super::{PROGRAMS, workshop};
use crate::mobile::kotlin::run_maven;
use crate::need::Need;
use crate::process::command;
use crate::repository::target_folder;

pub(crate) const NEEDS: &[Need] = &[
    Need::Program { name: "javac", package: "default-jdk-headless" },
    Need::Program { name: "mvn", package: "maven" },
];

/// The suite `contract-java`.
pub(crate) fn test() -> Result<()> {
    let (folder, contract) = workshop("java")?;
    let build = folder.join("build");
    let words = "mvn --quiet --batch-mode --no-transfer-progress";
    let mut maven = command(&format!("{words} --file {PROGRAMS}/java/pom.xml"));
    maven.arg(format!("-Dmaven.repo.local={}", target_folder("maven")?.display()));
    maven.arg(format!("-Dcontract={}", contract.display())).arg(format!("-Dbuild.folder={}", build.display()));
    run_maven(maven.arg("process-classes"))?;
    let mut play = Command::new("java");
    let classes = format!("{}:{}", build.join("classes").display(), build.join("dependency/*").display());
    plays_at_simulator(play.args(["-classpath", &classes, "tvpass.contract.Play"]))
}
