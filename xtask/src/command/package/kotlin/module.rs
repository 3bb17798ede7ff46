//! Gradle's description of an artifact, which Gradle reads in place of the POM.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use super::VERSION;
use super::artifact::{Artifact, Dependency, GROUP};
use crate::bill::digest;

/// The POM says by this line that there is a description.
pub(super) const MARKER: &str = "<!-- do_not_remove: published-with-gradle-metadata -->";

/// The description of an artifact whose files lie in `place`.
pub(super) fn describe(artifact: &Artifact, place: &Path) -> Result<String> {
    let variants = [
        ("apiElements", "java-api", "library", artifact.packaging),
        ("runtimeElements", "java-runtime", "library", artifact.packaging),
        ("sourcesElements", "java-runtime", "documentation", "sources"),
    ];
    let variants = variants.map(|(name, usage, category, kind)| variant(artifact, place, name, usage, category, kind));
    let variants = variants.into_iter().collect::<Result<Vec<_>>>()?;
    let description = json!({
        "formatVersion": "1.1",
        "component": {"group": GROUP, "module": artifact.name, "version": VERSION,
            "attributes": {"org.gradle.status": "release"}},
        "variants": variants,
    });
    Ok(serde_json::to_string_pretty(&description)? + "\n")
}

fn variant(artifact: &Artifact, place: &Path, name: &str, usage: &str, category: &str, kind: &str) -> Result<Value> {
    let mut attributes = json!({
        "org.gradle.category": category,
        "org.gradle.dependency.bundling": "external",
        "org.gradle.usage": usage,
        "org.jetbrains.kotlin.platform.type": if artifact.packaging == "aar" { "androidJvm" } else { "jvm" },
    });
    let is_library = category == "library";
    let file = if is_library {
        attributes["org.gradle.libraryelements"] = json!(kind);
        format!("{}-{VERSION}.{kind}", artifact.name)
    } else {
        attributes["org.gradle.docstype"] = json!(kind);
        format!("{}-{VERSION}-{kind}.jar", artifact.name)
    };
    if artifact.packaging == "jar" {
        attributes["org.gradle.jvm.version"] = json!(11);
    }
    let mut variant = json!({"name": name, "attributes": attributes, "files": [described(place, &file)?]});
    if is_library {
        variant["dependencies"] = artifact.dependencies.iter().map(dependency).collect();
    }
    Ok(variant)
}

fn described(place: &Path, name: &str) -> Result<Value> {
    let file = place.join(name);
    let mut described = json!({"name": name, "url": name, "size": file.metadata()?.len()});
    for kind in ["sha512", "sha256", "sha1", "md5"] {
        described[kind] = json!(digest(kind, &file)?);
    }
    Ok(described)
}

fn dependency(dependency: &Dependency) -> Value {
    let [group, module, version] = dependency.name;
    let mut described = json!({"group": group, "module": module, "version": {"requires": version}});
    if dependency.kind != "jar" {
        let selector = json!({"name": module, "type": dependency.kind, "extension": dependency.kind});
        described["thirdPartyCompatibility"] = json!({"artifactSelector": selector});
    }
    described
}

#[cfg(test)]
mod tests {
    use super::dependency;
    use crate::command::package::kotlin::artifact::{ANDROID, JVM};

    #[test]
    fn only_android_is_told_which_archive_of_jna_it_needs() {
        let of_jna = |dependencies: &[_]| dependency(dependencies.last().unwrap());
        let (jvm, android) = (of_jna(JVM.dependencies), of_jna(ANDROID.dependencies));
        assert_eq!((&jvm["module"], &android["module"]), (&"jna".into(), &"jna".into()));
        assert!(jvm["thirdPartyCompatibility"].is_null());
        assert_eq!(android["thirdPartyCompatibility"]["artifactSelector"]["type"], "aar");
    }
}
