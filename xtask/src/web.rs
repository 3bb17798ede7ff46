//! The npm package `tvpass`: the module for JavaScript, what TypeScript makes of its sources, and the tarball.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Result, ensure};

use crate::need::{Missing, Need, on_path};
use crate::process::{command, output, run};
use crate::repository::{emptied, target_folder};

/// The package's folder.
pub(crate) const PACKAGE: &str = "bindings-wasm/npm";

/// The folder of the page on which codes are typed.
pub(crate) const PAGE: &str = "examples/second-screen";

/// The folder of the page with a simulator in it.
pub(crate) const PLAYGROUND: &str = "examples/playground";

/// Tools that build the package.
pub(crate) const NEEDS: &[Need] = &[STANDARD, NODE, NPM];

/// The same, and a browser to judge it.
pub(crate) const NEEDS_WITH_BROWSER: &[Need] = &[STANDARD, NODE, NPM, BROWSER];

/// Tools that build the playground, whose simulator is built with the standard library as it is shipped.
pub(crate) const PLAYGROUND_NEEDS: &[Need] = &[STANDARD, Need::Target(TARGET), NODE, NPM];

/// The same, and a browser to judge it.
pub(crate) const PLAYGROUND_NEEDS_WITH_BROWSER: &[Need] = &[STANDARD, Need::Target(TARGET), NODE, NPM, BROWSER];

const STANDARD: Need = Need::Source;
const NODE: Need = Need::Program { name: "node", package: "nodejs" };
const NPM: Need = Need::Program { name: "npm", package: "npm" };
const BROWSER: Need = Need::Program { name: "chromium", package: "chromium" };

const TARGET: &str = "wasm32-unknown-unknown";

/// Televisions have the engines of years ago: nothing that came after WebAssembly's first version is used, not even in the
/// standard library. The rest makes the module small beyond its profile; docs/adr/0002-npm-module-size.md says what each gave. Small functions are inlined once, by the
/// compiler's front end, and not again by each crate that calls them. A smaller stack than the usual megabyte, which is far
/// more than what does not recurse needs, brings what lies behind it to shorter addresses.
const FLAGS: &str = "-Ctarget-cpu=mvp -Zunstable-options -Cpanic=immediate-abort -Zinline-mir=yes -Zcross-crate-inline-threshold=never \
                     -Clink-arg=-zstack-size=65536";

/// The oldest major version of Node that the package supports.
const OLDEST_NODE: u32 = 20;

/// The modules: their files, and the features of the crate that each is built with.
const MODULES: [(&str, &str); 2] = [("tvpass.wasm", ""), ("tvpass.single-sign-on.wasm", "single-sign-on")];

/// Builds the package in its folder, once in a run, and says where what is loaded lies.
pub(crate) fn build() -> Result<PathBuf> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    if let Some(folder) = BUILT.get() {
        return Ok(folder.clone());
    }
    let folder = build_anew()?;
    Ok(BUILT.get_or_init(|| folder).clone())
}

fn build_anew() -> Result<PathBuf> {
    require_node()?;
    install(PACKAGE)?;
    let package = Path::new(PACKAGE);
    let generated = emptied(package.join("src/generated"))?;
    run(tool().arg("types").arg(&generated))?;
    for (name, features) in MODULES {
        make_module(name, features, &generated)?;
    }
    run(command("node build.js").current_dir(package))?;
    Ok(package.join("dist"))
}

/// Makes a module and its script, which has to be the script of all modules.
fn make_module(name: &str, features: &str, generated: &Path) -> Result<()> {
    let made = emptied(target_folder("npm-module")?)?;
    run(tool().arg("bindgen").arg(compile(features)?).arg(&made).arg("tvpass"))?;
    optimize(&made.join("tvpass_bg.wasm"))?;
    fs::copy(made.join("tvpass_bg.wasm"), generated.join(name))?;
    for script in ["tvpass_bg.js", "tvpass_bg.d.ts"] {
        let (from, to) = (made.join(script), generated.join(script));
        ensure!(!to.exists() || fs::read(&from)? == fs::read(&to)?, "{name} has a {script} of its own");
        fs::copy(from, to)?;
    }
    Ok(())
}

/// The package as others install it.
pub(crate) fn pack() -> Result<PathBuf> {
    build()?;
    let folder = target_folder("npm")?;
    fs::create_dir_all(&folder)?;
    fs::copy("LICENSE", Path::new(PACKAGE).join("LICENSE"))?;
    let mut pack = command("npm pack --silent --pack-destination");
    let name = output(pack.arg(&folder).current_dir(PACKAGE))?;
    Ok(folder.join(name.trim()))
}

/// The page on which codes are typed, over the package.
pub(crate) fn second_screen() -> Result<PathBuf> {
    build()?;
    build_page()
}

/// The page, over a package that was built.
pub(crate) fn build_page() -> Result<PathBuf> {
    install(PAGE)?;
    run(&mut program(PAGE, "tsc"))?;
    run(program(PAGE, "vite").args(["build", "--logLevel", "warn"]))?;
    Ok(Path::new(PAGE).join("dist"))
}

/// The playground, as a folder that needs no server.
pub(crate) fn playground() -> Result<PathBuf> {
    build()?;
    install(PLAYGROUND)?;
    let generated = emptied(Path::new(PLAYGROUND).join("src/generated"))?;
    run(tool().arg("bindgen").arg(compile_playground()?).arg(&generated).arg("playground"))?;
    run(&mut program(PLAYGROUND, "tsc"))?;
    run(command("node build.js").current_dir(PLAYGROUND))?;
    Ok(Path::new(PLAYGROUND).join("dist"))
}

/// The simulator as a module, for browsers of today.
fn compile_playground() -> Result<PathBuf> {
    let folder = target_folder("playground-module")?;
    let words = format!("cargo build --package tvpass-playground --profile web --target {TARGET} --target-dir");
    run(command(&words).arg(&folder))?;
    Ok(folder.join(TARGET).join("web/tvpass_playground.wasm"))
}

/// Compiles the tests of the package, and what is compared with it.
pub(crate) fn build_tests() -> Result<()> {
    run(program(PACKAGE, "tsc").args(["--project", "tsconfig.test.json"]))
}

/// The program of the browser.
pub(crate) fn browser() -> PathBuf {
    on_path("chromium").unwrap_or_default()
}

/// Installs what the lock file of a folder names, into that folder only.
pub(crate) fn install(folder: &str) -> Result<()> {
    run(command("npm ci --no-audit --no-fund --no-progress --loglevel=error").current_dir(folder))
}

/// A program that `install` has put into a folder, to be run there.
pub(crate) fn program(folder: &str, name: &str) -> Command {
    let path = std::path::absolute(Path::new(folder).join("node_modules/.bin").join(name));
    let mut program = Command::new(path.unwrap_or_else(|_| name.into()));
    program.current_dir(folder).stdin(Stdio::null());
    program
}

fn require_node() -> Result<()> {
    let version = output(&mut command("node --version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(Missing(format!("Node {OLDEST_NODE} or later is missing, there is {}", version.trim())).into()),
    }
}

fn tool() -> Command {
    command("cargo run --quiet --package tvpass-wasm-tool --")
}

/// The compiled module, before its JavaScript side is written. A panic cannot be told to anybody here, so that the standard
/// library is built without what tells it; stable Rust does that only under this variable.
fn compile(features: &str) -> Result<PathBuf> {
    let folder = target_folder("web")?;
    let words = format!(
        "cargo build --package tvpass-wasm --no-default-features --features={features} --profile web --target {TARGET} \
         -Zbuild-std=core,alloc --target-dir"
    );
    let mut build = command(&words);
    build.arg(&folder).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", FLAGS);
    run(&mut build)?;
    Ok(folder.join(TARGET).join("web/tvpass_wasm.wasm"))
}

/// Makes the module as small as a server can send it, in its place: what is inlined compresses badly. The version of
/// wasm-opt is that of the lock file: an old one was seen to miscompile such modules without a word. It refuses a module that
/// is more than WebAssembly's first version, and makes none.
fn optimize(module: &Path) -> Result<()> {
    let module = std::path::absolute(module)?;
    let before = fs::metadata(&module)?.len();
    let mut optimize = program(PACKAGE, "wasm-opt");
    optimize.args(["--mvp-features", "--signext-lowering", "--no-full-inline=*", "--no-partial-inline=*"]);
    optimize.args(["--flatten", "--rereloop", "-Os", "-Os"]);
    optimize.arg(&module).arg("-o").arg(&module);
    run(&mut optimize)?;
    let after = fs::metadata(&module)?.len();
    ensure!(after < before, "wasm-opt made {after} bytes of {before}");
    Ok(())
}
