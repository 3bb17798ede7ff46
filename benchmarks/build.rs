//! Builds the C peers: their walks with -O3, like everything else that is compared here.

use cargo_metadata::MetadataCommand;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=c");
    require("jsmn.h", "libjsmn-dev");
    require("cjson/cJSON.h", "libcjson-dev");
    peers().files(["c/yyjson.c", "c/jsmn.c", "c/cjson.c"]).include(yyjson_source()).compile("peers");
    peers().file("c/jsmn.c").define("JSMN_PARENT_LINKS", None).compile("jsmn_links");
    println!("cargo::rustc-link-lib=dylib=cjson");
}

fn peers() -> cc::Build {
    let mut build = cc::Build::new();
    build.include("c").opt_level(3).flag("-std=c11");
    build
}

fn require(header: &str, package: &str) {
    let present = ["/usr/include", "/usr/local/include"].iter().any(|folder| Path::new(folder).join(header).exists());
    assert!(present, "{header} is missing: install the distribution's {package}");
}

/// The folder of the header in the crate that carries yyjson.
fn yyjson_source() -> PathBuf {
    let target = std::env::var("TARGET").expect("cargo names the target");
    let metadata = MetadataCommand::new()
        .other_options(["--locked", "--offline", "--filter-platform", &target].map(str::to_owned))
        .exec()
        .expect("cargo metadata knows the crates of this build");
    let carrier = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "yyjson-sys")
        .expect("yyjson-sys is a dependency");
    let folder = carrier.manifest_path.parent().expect("a manifest lies in a folder");
    folder.join("yyjson/src").into()
}
