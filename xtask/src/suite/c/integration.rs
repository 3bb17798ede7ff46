//! The parts for vendors' build systems, as far as that goes without those systems: read by the same readers, and run with
//! stand-ins for what the systems bring.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::c::package::folder;
use crate::c::target::{TARGETS, Target};
use crate::need::Need;
use crate::process::{command, output};
use crate::repository::target_folder;

pub(super) const NEEDS: &[Need] = &[
    Need::Program { name: "cmake", package: "cmake make" },
    Need::File { path: "/usr/lib/python3/dist-packages/kconfiglib.py", package: "python3-kconfiglib" },
];

const STAND_INS: &str = "bindings-c/tests/integration";

/// Rests on the package that the step before has made.
pub(super) fn holds(_: &[&Target]) -> Result<()> {
    let package = folder()?;
    let parts = package.join("integration");
    yocto(&package, &parts.join("yocto/meta-tvpass"))?;
    buildroot(&package, &parts.join("buildroot"))?;
    kconfig(&parts.join("zephyr/zephyr/Kconfig"), "TVPASS_TARGET")?;
    for system in ["esp-idf", "zephyr"] {
        with_cmake(&package, system).with_context(|| system.to_owned())?;
    }
    println!("Yocto's recipe, Buildroot's package, ESP-IDF's component and Zephyr's module hold with stand-ins");
    Ok(())
}

/// The recipe has the version of the package in its name, and the licence's sum in it.
fn yocto(package: &Path, layer: &Path) -> Result<()> {
    let recipe = layer.join(format!("recipes-support/tvpass/tvpass_{}.bb", env!("CARGO_PKG_VERSION")));
    let text = fs::read_to_string(&recipe).with_context(|| format!("cannot read {}", recipe.display()))?;
    let sum = output(command("md5sum").arg(package.join("LICENSE")))?;
    let sum = sum.split_whitespace().next().context("md5sum tells no sum")?;
    ensure!(text.contains(&format!("LICENSE;md5={sum}")), "the recipe does not have the licence's sum {sum}");
    for target in TARGETS.iter().filter(|target| target.name.contains("-linux-gnu")) {
        ensure!(text.contains(target.name), "the recipe does not know {}", target.name);
    }
    Ok(())
}

/// The package's commands, run: header and library lie in the staging folder afterwards.
fn buildroot(package: &Path, external: &Path) -> Result<()> {
    kconfig(&external.join("Config.in"), "BR2_PACKAGE_TVPASS_TARGET")?;
    let staging = target_folder("c")?.join("staging");
    let _ = fs::remove_dir_all(&staging);
    let mut make = command("make --silent -f");
    make.arg(Path::new(STAND_INS).join("Makefile"));
    make.arg(package.join(".staged"));
    make.arg(format!("TVPASS_SITE={}", package.display()));
    make.arg(format!("BR2_EXTERNAL_TVPASS_PATH={}", external.display()));
    make.arg(format!("STAGING_DIR={}", staging.display()));
    output(make.arg(format!("BR2_PACKAGE_TVPASS_TARGET=\"{}\"", TARGETS[0].name)))?;
    for file in ["usr/include/tvpass.h", "usr/lib/libtvpass.a", "usr/lib/pkgconfig/tvpass.pc"] {
        ensure!(staging.join(file).exists(), "Buildroot's package does not install {file}");
    }
    Ok(())
}

/// A file that the systems' own reader takes, and that declares the option.
fn kconfig(file: &Path, option: &str) -> Result<()> {
    let folder = file.parent().context("a file lies in a folder")?;
    let script = "import kconfiglib, sys; kconfiglib.Kconfig(sys.argv[1]).syms[sys.argv[2]].nodes[0]";
    // The distribution's own Python, which may not be the first on the path, has the module.
    let mut read = command("/usr/bin/python3 -W error -c");
    read.arg(script).arg(file).arg(option).env("BR2_EXTERNAL_TVPASS_PATH", folder);
    output(&mut read)?;
    Ok(())
}

fn with_cmake(package: &Path, system: &str) -> Result<()> {
    let build = target_folder("c")?.join(format!("integration-{system}"));
    let _ = fs::remove_dir_all(&build);
    let mut configure = command(&format!("cmake -S {STAND_INS} -DSYSTEM={system} -B"));
    configure.arg(&build).arg(format!("-DPACKAGE={}", package.display()));
    configure.arg(format!("-DCONFIG_TVPASS_TARGET={}", TARGETS[0].name));
    output(&mut configure)?;
    // ESP-IDF's library is of another processor than this machine's: that it is named is all that shows here.
    if system == "zephyr" {
        output(command("cmake --build").arg(&build))?;
    }
    Ok(())
}
