//! The folder of a Maven repository, with all that a publication of each artifact has to hold.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{MODULES, VERSION, jar_tool};
use crate::process::run;
use crate::repository::files;

const GROUP: &str = "io.github.tvpass";
const HOME: &str = "https://github.com/tvpass/tvpass";

/// The versions that the artifacts ask for at least: Kotlin 1.9 reads no newer ones.
const STANDARD_LIBRARY: Dependency = Dependency { name: "org.jetbrains.kotlin:kotlin-stdlib:1.9.25", kind: "jar" };
const JNA: &str = "net.java.dev.jna:jna:5.17.0";

pub(super) struct Artifact {
    pub(super) name: &'static str,
    /// `jar`, or `aar`.
    pub(super) packaging: &'static str,
    description: &'static str,
    dependencies: &'static [Dependency],
    /// The folders of its sources.
    sources: &'static [&'static str],
}

struct Dependency {
    /// Group, artifact and version.
    name: &'static str,
    kind: &'static str,
}

pub(super) const JVM: Artifact = Artifact {
    name: "tvpass",
    packaging: "jar",
    description: "Adobe Pass Authentication REST API V2 for Kotlin and Java on the JVM",
    dependencies: &[
        STANDARD_LIBRARY,
        Dependency { name: "org.jetbrains.kotlinx:kotlinx-coroutines-core:1.8.1", kind: "jar" },
        Dependency { name: JNA, kind: "jar" },
    ],
    sources: &["tvpass/src/main"],
};

pub(super) const ANDROID: Artifact = Artifact {
    name: "tvpass-android",
    packaging: "aar",
    description: "Adobe Pass Authentication REST API V2 for Android",
    dependencies: &[
        STANDARD_LIBRARY,
        Dependency { name: "org.jetbrains.kotlinx:kotlinx-coroutines-android:1.8.1", kind: "jar" },
        Dependency { name: JNA, kind: "aar" },
    ],
    sources: &["tvpass/src/main", "tvpass-android/src/main"],
};

/// It stands beside one of the others, which its users choose.
pub(super) const ACCESS_ENABLER: Artifact = Artifact {
    name: "tvpass-access-enabler",
    packaging: "jar",
    description: "The shape of an AccessEnabler SDK over tvpass, for applications that come from one",
    dependencies: &[
        STANDARD_LIBRARY,
        Dependency { name: "org.jetbrains.kotlinx:kotlinx-coroutines-core:1.8.1", kind: "jar" },
    ],
    sources: &["tvpass-access-enabler/src/main"],
};

/// Adds the artifact to the repository `folder`, whose file is `file`.
pub(super) fn add(folder: &Path, artifact: &Artifact, file: &Path) -> Result<PathBuf> {
    let place = folder.join(GROUP.replace('.', "/")).join(artifact.name).join(VERSION);
    fs::create_dir_all(&place)?;
    let named = |suffix: &str| place.join(format!("{}-{VERSION}{suffix}", artifact.name));
    fs::copy(file, named(&format!(".{}", artifact.packaging)))?;
    fs::write(named(".pom"), project(artifact))?;
    let sources = folder.join("sources");
    for source in artifact.sources {
        let source = Path::new(MODULES).join(source);
        for file in files(&source)? {
            copy(&source.join(&file), &sources.join(strip(&file)))?;
        }
    }
    pack(&named("-sources.jar"), &sources)?;
    let manual = folder.join("manual");
    copy(Path::new("docs/mobile.md"), &manual.join("README.md"))?;
    pack(&named("-javadoc.jar"), &manual)?;
    Ok(place)
}

/// The package's folders, without that of their language.
fn strip(file: &str) -> &str {
    file.split_once('/').map_or(file, |(_, rest)| rest)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// An archive of the folder, with the licence; the folder is gone afterwards.
fn pack(archive: &Path, folder: &Path) -> Result<()> {
    copy(Path::new("LICENSE"), &folder.join("META-INF/LICENSE"))?;
    run(jar_tool("cf", archive, folder).arg("."))?;
    Ok(fs::remove_dir_all(folder)?)
}

fn project(artifact: &Artifact) -> String {
    let Artifact { name, packaging, description, .. } = artifact;
    let dependencies: String = artifact.dependencies.iter().map(dependency).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  \
         <modelVersion>4.0.0</modelVersion>\n  <groupId>{GROUP}</groupId>\n  <artifactId>{name}</artifactId>\n  \
         <version>{VERSION}</version>\n  <packaging>{packaging}</packaging>\n  <name>{name}</name>\n  \
         <description>{description}</description>\n  <url>{HOME}</url>\n  <licenses>\n    <license>\n      \
         <name>Apache-2.0</name>\n      <url>https://www.apache.org/licenses/LICENSE-2.0.txt</url>\n    </license>\n  \
         </licenses>\n  <developers>\n    <developer>\n      <name>The contributors of tvpass</name>\n      \
         <url>{HOME}</url>\n    </developer>\n  </developers>\n  <scm>\n    <url>{HOME}</url>\n    \
         <connection>scm:git:{HOME}.git</connection>\n  </scm>\n  <dependencies>\n{dependencies}  </dependencies>\n</project>\n"
    )
}

fn dependency(Dependency { name, kind }: &Dependency) -> String {
    let mut parts = name.split(':');
    let mut part = || parts.next().unwrap_or_default();
    let (group, artifact, version) = (part(), part(), part());
    let kind = if *kind == "jar" { String::new() } else { format!("      <type>{kind}</type>\n") };
    format!(
        "    <dependency>\n      <groupId>{group}</groupId>\n      <artifactId>{artifact}</artifactId>\n      \
         <version>{version}</version>\n{kind}      <scope>compile</scope>\n    </dependency>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{ACCESS_ENABLER, ANDROID, JVM, project};

    #[test]
    fn a_publication_says_what_the_central_repository_asks_for() {
        for artifact in [JVM, ANDROID, ACCESS_ENABLER] {
            let text = project(&artifact);
            for part in ["<name>", "<description>", "<url>", "<licenses>", "<developers>", "<scm>"] {
                assert!(text.contains(part), "{} lacks {part}", artifact.name);
            }
        }
    }

    #[test]
    fn android_gets_the_archive_of_jna_that_has_libraries_for_it() {
        assert!(project(&ANDROID).contains("<version>5.17.0</version>\n      <type>aar</type>\n"));
        assert!(!project(&JVM).contains("<type>"));
    }
}
