//! The folder of a Maven repository, with all that a publication of each artifact has to hold.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::artifact::{Artifact, Dependency, GROUP};
use super::module::{self, MARKER};
use super::{MODULES, VERSION, jar_tool};
use crate::bill::digest;
use crate::process::run;
use crate::repository::{copy, files};

const HOME: &str = "https://github.com/tvpass/tvpass";

/// Adds the artifact, whose file is `file`, to the repository `folder`.
pub(super) fn add(folder: &Path, artifact: &Artifact, file: &Path) -> Result<()> {
    let place = folder.join(GROUP.replace('.', "/")).join(artifact.name).join(VERSION);
    fs::create_dir_all(&place)?;
    let named = |suffix: &str| place.join(format!("{}-{VERSION}{suffix}", artifact.name));
    fs::copy(file, named(&format!(".{}", artifact.packaging)))?;
    fs::write(named(".pom"), project(artifact))?;
    let sources = folder.join("sources");
    for source in artifact.sources {
        let source = Path::new(MODULES).join(source);
        for file in files(&source)? {
            copy(source.join(&file), &sources.join(strip(&file)))?;
        }
    }
    pack(&named("-sources.jar"), &sources)?;
    let manual = folder.join("manual");
    copy("docs/mobile.md", &manual.join("README.md"))?;
    pack(&named("-javadoc.jar"), &manual)?;
    fs::write(named(".module"), module::describe(artifact, &place)?)?;
    add_sums(&place)
}

/// The package's folders, without that of their language.
fn strip(file: &str) -> &str {
    file.split_once('/').map_or(file, |(_, rest)| rest)
}

/// Puts beside each file the sums that a repository has to have of it.
fn add_sums(place: &Path) -> Result<()> {
    for file in fs::read_dir(place)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()? {
        for kind in ["md5", "sha1"] {
            fs::write(format!("{}.{kind}", file.display()), digest(kind, &file)?)?;
        }
    }
    Ok(())
}

/// An archive of the folder, with the licence; the folder is gone afterwards.
fn pack(archive: &Path, folder: &Path) -> Result<()> {
    copy("LICENSE", &folder.join("META-INF/LICENSE"))?;
    run(jar_tool("cf", archive, folder).arg("."))?;
    Ok(fs::remove_dir_all(folder)?)
}

fn project(artifact: &Artifact) -> String {
    let Artifact { name, packaging, description, .. } = artifact;
    let dependencies: String = artifact.dependencies.iter().map(dependency).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  \
         {MARKER}\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>{GROUP}</groupId>\n  <artifactId>{name}</artifactId>\n  \
         <version>{VERSION}</version>\n  <packaging>{packaging}</packaging>\n  <name>{name}</name>\n  \
         <description>{description}</description>\n  <url>{HOME}</url>\n  <licenses>\n    <license>\n      \
         <name>Apache-2.0</name>\n      <url>https://www.apache.org/licenses/LICENSE-2.0.txt</url>\n    </license>\n  \
         </licenses>\n  <developers>\n    <developer>\n      <name>The contributors of tvpass</name>\n      \
         <url>{HOME}</url>\n    </developer>\n  </developers>\n  <scm>\n    <url>{HOME}</url>\n    \
         <connection>scm:git:{HOME}.git</connection>\n  </scm>\n  <dependencies>\n{dependencies}  </dependencies>\n</project>\n"
    )
}

fn dependency(Dependency { name: [group, artifact, version], kind }: &Dependency) -> String {
    let kind = if *kind == "jar" { String::new() } else { format!("      <type>{kind}</type>\n") };
    format!(
        "    <dependency>\n      <groupId>{group}</groupId>\n      <artifactId>{artifact}</artifactId>\n      \
         <version>{version}</version>\n{kind}      <scope>compile</scope>\n    </dependency>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::project;
    use crate::command::package::kotlin::artifact::{ACCESS_ENABLER, ANDROID, JVM};

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
