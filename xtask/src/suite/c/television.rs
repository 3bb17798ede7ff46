//! The set-top box of `examples/firmware`, as its reader builds it: it signs in over HTTP and HTTPS, here and on ARMv7.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::programs::SANITIZERS;
use crate::c::library::Build;
use crate::c::program::{Program, runner};
use crate::c::service::{Proxy, Service, log_in};
use crate::c::showing::{Shown, show};
use crate::c::target::{TARGETS, Target};
use crate::need::Need;
use crate::repository::target_folder;

pub(super) const NEEDS: &[Need] = &[
    Need::File { path: "/usr/include/mbedtls/ssl.h", package: "libmbedtls-dev" },
    Need::Program { name: "openssl", package: "openssl" },
    Need::Program { name: "socat", package: "socat" },
];

/// The usual processor of set-top boxes.
const ELSEWHERE: &str = "armv7-unknown-linux-gnueabihf";

macro_rules! sources {
    ($tls:literal) => {
        &[
            "examples/firmware/television.c",
            "examples/firmware/set-top-box/main.c",
            "examples/firmware/set-top-box/connection.c",
            concat!("examples/firmware/set-top-box/", $tls),
        ]
    };
}

const PLAIN: Program<'_> = Program {
    name: "set-top-box",
    sources: sources!("tls_none.c"),
    options: "-D_POSIX_C_SOURCE=200809L",
    libraries: "",
};

const PROTECTED: Program<'_> = Program {
    name: "set-top-box-tls",
    sources: sources!("tls_mbedtls.c"),
    options: "-D_POSIX_C_SOURCE=200809L",
    libraries: "-lmbedtls -lmbedx509 -lmbedcrypto",
};

const STATEMENT: &str = "demo.software.statement";

/// A box of one target, and where it keeps its registration.
struct Television<'t> {
    target: &'t Target,
    program: PathBuf,
    state: PathBuf,
}

impl<'t> Television<'t> {
    fn build(program: &Program<'_>, target: &'t Target, options: &str) -> Result<Self> {
        let library = Build::release(target).library()?;
        let program = program.build(target, &library, options)?;
        Ok(Self { target, state: program.with_extension("state"), program })
    }

    /// Runs it with an option and its value after the other; `person` is given each page that it shows.
    fn run(&self, options: &[&str], person: impl FnMut(&str) -> Result<()>) -> Result<Shown> {
        let shown = show(runner(self.target, &self.program).args(options), person)?;
        ensure!(shown.is_success, "the box failed: {:#?}", shown.lines);
        Ok(shown)
    }

    /// Signs in, then starts anew with what it kept, asks to watch and logs out.
    fn sign_in_and_out(&self, base_url: &str, more: &[&str], person: impl FnMut(&str) -> Result<()>) -> Result<()> {
        let _ = fs::remove_file(&self.state);
        let state = self.state.to_str().context("the target folder's name is UTF-8")?;
        let mut options = vec!["--base-url", base_url, "--mvpd", "Cablevision", "--state", state];
        options.extend(more);
        let first = self.run(&options, person)?;
        first.has("Signed in at: Cablevision")?;
        let readers = fs::metadata(&self.state)?.permissions().mode() & 0o777;
        ensure!(readers == 0o600, "others may read what is kept: {readers:o}");
        options.extend(["--watch", "news", "--logout", "yes"]);
        let second = self.run(&options, |page| anyhow::bail!("a viewer who is signed in is sent to {page}"))?;
        ["Signed in at: Cablevision", "May watch: news", "Logged out"].iter().try_for_each(|line| second.has(line))
    }
}

/// The time goes into waiting between polls, so all of them wait at once.
pub(super) fn signs_in(targets: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let plain = Television::build(&PLAIN, host, SANITIZERS)?;
    let protected = Television::build(&PROTECTED, host, SANITIZERS)?;
    let elsewhere = targets.iter().find(|target| target.name == ELSEWHERE);
    let elsewhere = elsewhere.map(|target| Television::build(&PLAIN, target, "")).transpose()?;
    let simulator = Service::start("tvpass-simulator", "--port 0 --no-throttle")?;
    let stand_in = Service::start("tvpass-stand-in", "--polls-before-profile 1")?;
    std::thread::scope(|scope| {
        let mut runs = vec![
            scope.spawn(|| through_faults(&plain, &stand_in).context("through the stand-in's faults")),
            scope.spawn(|| over_https(&protected, &simulator).context("over HTTPS")),
            scope.spawn(|| refuses_an_unknown_statement(&plain, &simulator)),
        ];
        if let Some(television) = &elsewhere {
            runs.push(scope.spawn(|| over_http(television, &simulator).context(ELSEWHERE)));
        }
        runs.into_iter().try_for_each(|run| run.join().map_err(|_| anyhow::anyhow!("a run panicked"))?)
    })
}

fn over_http(television: &Television<'_>, simulator: &Service) -> Result<()> {
    let person = |page: &str| log_in(simulator, page);
    television.sign_in_and_out(&simulator.base_url, &["--software-statement", STATEMENT], person)?;
    println!("{}: signed in, started anew, watched, logged out over HTTP", television.target.name);
    Ok(())
}

/// The stand-in knows nothing of this project, and refuses what the documentation does not allow.
fn through_faults(television: &Television<'_>, stand_in: &Service) -> Result<()> {
    let options = ["--base-url", &stand_in.base_url, "--software-statement", "stand.in.statement"];
    let shown = television.run(&[&options[..], &["--mvpd", "Cablevision"]].concat(), |_| Ok(()))?;
    shown.has("Signed in at: Cablevision")?;
    let violations = stand_in.violations()?;
    ensure!(violations.is_empty(), "the stand-in saw {violations:?}");
    println!("{}: signed in through the faults of the stand-in", television.target.name);
    Ok(())
}

fn over_https(television: &Television<'_>, simulator: &Service) -> Result<()> {
    let folder = target_folder("c")?.join("tls");
    let proxy = Proxy::start(simulator, &folder)?;
    let certificate = |name: &str| -> Result<String> {
        Ok(folder.join(name).to_str().context("the target folder's name is UTF-8")?.to_owned())
    };
    let (ours, theirs) = (certificate("ours.pem")?, certificate("theirs.pem")?);
    let options = ["--software-statement", STATEMENT, "--ca-file"];
    let person = |page: &str| log_in(simulator, page);
    television.sign_in_and_out(&proxy.base_url, &[&options[..], &[&ours]].concat(), person)?;
    let with_theirs = [&["--base-url", &proxy.base_url], &options[..], &[&theirs]].concat();
    is_refused(television, &with_theirs, &["Stopped: no response from the service"])
        .context("a certificate that nobody vouches for")?;
    println!("{}: signed in, started anew, watched, logged out over HTTPS", television.target.name);
    Ok(())
}

/// The saved state is damaged, so that the box registers as if for the first time, in vain.
fn refuses_an_unknown_statement(television: &Television<'_>, simulator: &Service) -> Result<()> {
    let state = television.state.with_extension("damaged");
    fs::write(&state, r#"{"format":1,"owner":1,"client_id":"a","check":"00000000"}"#)?;
    let state = state.to_str().context("the target folder's name is UTF-8")?;
    let options = ["--base-url", &simulator.base_url, "--software-statement", "unknown", "--state", state];
    let why = ["What was kept is not taken up: the saved state is damaged", "Stopped: the registration is refused"];
    is_refused(television, &options, &why)
}

/// The box has to end with a failure, and to say why.
fn is_refused(television: &Television<'_>, options: &[&str], why: &[&str]) -> Result<()> {
    let shown = show(runner(television.target, &television.program).args(options), |_| Ok(()))?;
    ensure!(!shown.is_success, "the box ended well");
    why.iter().try_for_each(|line| shown.has(line))
}

#[cfg(test)]
mod tests {
    use super::{ELSEWHERE, TARGETS};
    use crate::c::target::Runs;

    #[test]
    fn the_other_target_runs_under_an_operating_system() {
        let target = TARGETS.iter().find(|target| target.name == ELSEWHERE).unwrap();
        assert!(matches!(target.runs, Runs::Emulated(_)));
    }
}
