//! The artifacts for Kotlin and Java, with what each depends on.

pub(super) const GROUP: &str = "io.github.tvpass";

/// The versions that the artifacts ask for at least: Kotlin 1.9 reads no newer ones.
const STANDARD_LIBRARY: Dependency =
    Dependency { name: ["org.jetbrains.kotlin", "kotlin-stdlib", "1.9.25"], kind: "jar" };
const JNA: [&str; 3] = ["net.java.dev.jna", "jna", "5.17.0"];

pub(super) struct Artifact {
    pub(super) name: &'static str,
    /// `jar`, or `aar`.
    pub(super) packaging: &'static str,
    pub(super) description: &'static str,
    pub(super) dependencies: &'static [Dependency],
    /// The folders of its sources.
    pub(super) sources: &'static [&'static str],
}

pub(super) struct Dependency {
    /// Group, artifact and version.
    pub(super) name: [&'static str; 3],
    pub(super) kind: &'static str,
}

pub(super) const JVM: Artifact = Artifact {
    name: "tvpass",
    packaging: "jar",
    description: "Adobe Pass Authentication REST API V2 for Kotlin and Java on the JVM",
    dependencies: &[
        STANDARD_LIBRARY,
        Dependency { name: ["org.jetbrains.kotlinx", "kotlinx-coroutines-core", "1.8.1"], kind: "jar" },
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
        Dependency { name: ["org.jetbrains.kotlinx", "kotlinx-coroutines-android", "1.8.1"], kind: "jar" },
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
        Dependency { name: ["org.jetbrains.kotlinx", "kotlinx-coroutines-core", "1.8.1"], kind: "jar" },
    ],
    sources: &["tvpass-access-enabler/src/main"],
};
