//! An AAR for Android, with a library for each ABI whose linker is there, and a JAR for the JVM of this machine; both also as
//! the folder of a Maven repository.

mod artifact;
mod maven;
mod module;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{Kind, Packed};
use crate::mobile::alignment;
use crate::mobile::kotlin::{self, ANDROID_API};
use crate::mobile::library::{Library, Target, build, host};
use crate::need::{Missing, Need};
use crate::process::run;
use crate::repository::{emptied, target_folder};

pub(super) const KIND: Kind =
    Kind { name: "kotlin", needs: kotlin::NEEDS, pack: |_| pack(), released: Some(&["tvpass-uniffi"]) };

const MODULES: &str = "bindings-uniffi/kotlin";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Android's name, Rust's name, and the beginning of the linker's name in the NDK.
const ABIS: &[(&str, &str, &str)] = &[
    ("arm64-v8a", "aarch64-linux-android", "aarch64-linux-android"),
    ("armeabi-v7a", "armv7-linux-androideabi", "armv7a-linux-androideabi"),
    ("x86_64", "x86_64-linux-android", "x86_64-linux-android"),
    ("x86", "i686-linux-android", "i686-linux-android"),
];

/// JNA finds its own classes, the structures of generated code and native functions by their names, and the order of a
/// structure's fields by an annotation. `java.net.http` is for the JVM alone.
const RULES: [&str; 7] = [
    "-keepattributes RuntimeVisibleAnnotations",
    "-keep class com.sun.jna.** { *; }",
    "-keep class tvpass.** extends com.sun.jna.** { *; }",
    "-keep class tvpass.** implements com.sun.jna.** { *; }",
    "-keepclasseswithmembers,includedescriptorclasses class tvpass.** { native <methods>; }",
    "-dontwarn java.awt.**",
    "-dontwarn java.net.http.**",
];

fn pack() -> Result<Packed> {
    let package = emptied(target_folder("package")?.join("kotlin"))?;
    kotlin::run_maven(kotlin::maven()?.arg("-DskipTests").arg("package"))?;
    let jar = pack_jar(&package)?;
    let (libraries, mut left_out) = android_libraries();
    let aar = pack_aar(&package, &libraries)?;
    let repository = package.join("maven");
    maven::add(&repository, &artifact::JVM, &jar)?;
    maven::add(&repository, &artifact::ANDROID, &aar)?;
    maven::add(&repository, &artifact::ACCESS_ENABLER, Path::new(&classes("tvpass-access-enabler")))?;
    if libraries.is_empty() {
        left_out.push("any library in the AAR, which no application can load so".to_owned());
    }
    left_out.push(format!("the JVM's library for other platforms than {}: each is made on its own", platform()));
    left_out.push("signatures of the Maven artifacts, which the maintainer's key makes".to_owned());
    Ok(Packed { artifacts: vec![repository], left_out })
}

/// The classes, and the library of this machine where JNA looks for it.
fn pack_jar(package: &Path) -> Result<PathBuf> {
    let library = build(&[host()?])?.remove(0);
    let name = library.file.file_name().context("a library has a name")?;
    let content = package.join("jvm").join(platform());
    fs::create_dir_all(&content)?;
    fs::copy(&library.file, content.join(name))?;
    let jar = package.join(format!("tvpass-{VERSION}-{}.jar", platform()));
    fs::copy(classes("tvpass"), &jar)?;
    run(jar_tool("uf", &jar, &package.join("jvm")).arg(platform()))?;
    Ok(jar)
}

fn pack_aar(package: &Path, libraries: &[(&str, Library)]) -> Result<PathBuf> {
    let content = package.join("android");
    let metadata = content.join("META-INF/com/android/build/gradle");
    fs::create_dir_all(&metadata)?;
    fs::create_dir_all(content.join("libs"))?;
    fs::copy(classes("tvpass-android"), content.join("classes.jar"))?;
    fs::copy(classes("tvpass"), content.join("libs/tvpass.jar"))?;
    fs::write(content.join("AndroidManifest.xml"), manifest())?;
    fs::write(content.join("proguard.txt"), RULES.join("\n") + "\n")?;
    fs::write(content.join("R.txt"), "")?;
    fs::write(
        metadata.join("aar-metadata.properties"),
        format!("aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk={ANDROID_API}\n"),
    )?;
    for (abi, library) in libraries {
        let folder = content.join("jni").join(abi);
        fs::create_dir_all(&folder)?;
        fs::copy(&library.file, folder.join("libtvpass_uniffi.so"))?;
    }
    let aar = package.join(format!("tvpass-{VERSION}.aar"));
    run(jar_tool("cfM", &aar, &content).arg("."))?;
    Ok(aar)
}

/// A library for each ABI, and why one is missing.
fn android_libraries() -> (Vec<(&'static str, Library)>, Vec<String>) {
    let (mut libraries, mut missing) = (Vec::new(), Vec::new());
    for (abi, target, linker) in ABIS {
        match android_library(target, linker) {
            Ok(library) => libraries.push((*abi, library)),
            Err(error) => missing.push(format!("Android's {abi}: {error:#}")),
        }
    }
    (libraries, missing)
}

fn android_library(target: &'static str, linker: &str) -> Result<Library> {
    let linker = ndk_linker(&format!("{linker}{ANDROID_API}-clang"))?;
    Need::Target(target).provide()?;
    let configuration = [
        format!("target.{target}.linker='{}'", linker.display()),
        format!("target.{target}.rustflags=['{}']", alignment::option()),
    ];
    let configuration = configuration.into_iter().flat_map(|option| ["--config".to_owned(), option]).collect();
    let library = build(&[Target { name: target.to_owned(), configuration }])?.remove(0);
    alignment::check(&library.file)?;
    Ok(library)
}

fn ndk_linker(name: &str) -> Result<PathBuf> {
    let ndk = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"].iter().find_map(std::env::var_os);
    let ndk =
        ndk.ok_or_else(|| Missing(format!("its linker {name} is missing: ANDROID_NDK_HOME does not name an NDK")))?;
    let hosts = Path::new(&ndk).join("toolchains/llvm/prebuilt");
    let hosts = fs::read_dir(&hosts).with_context(|| format!("cannot list {}", hosts.display()))?;
    let mut linkers = hosts.filter_map(|host| Some(host.ok()?.path().join("bin").join(name)));
    let linker = linkers.find(|linker| linker.exists());
    Ok(linker.ok_or_else(|| Missing(format!("the NDK has no linker {name}")))?)
}

fn manifest() -> String {
    format!(
        "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"tvpass.android\">\n    \
         <uses-sdk android:minSdkVersion=\"{ANDROID_API}\" />\n    \
         <uses-permission android:name=\"android.permission.INTERNET\" />\n    \
         <uses-permission android:name=\"android.permission.ACCESS_NETWORK_STATE\" />\n</manifest>\n"
    )
}

fn classes(module: &str) -> String {
    format!("{MODULES}/{module}/target/{module}-{VERSION}.jar")
}

/// The name that JNA gives to this platform.
fn platform() -> String {
    let system = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
    let processor = match std::env::consts::ARCH {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{system}-{processor}")
}

/// The JDK's archiver, at work in a folder.
fn jar_tool(mode: &str, archive: &Path, folder: &Path) -> Command {
    let mut jar = Command::new("jar");
    jar.arg(mode).arg(archive).current_dir(folder);
    jar
}
