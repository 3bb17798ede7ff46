//! The set-top box of `examples/firmware`, as its reader builds it: it signs in over HTTP and HTTPS, here and on ARMv7.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use super::programs::SANITIZERS;
use crate::c::library::Build;
use crate::c::network::Network;
use crate::c::program::{Program, runner};
use crate::c::service::{Proxy, Service, log_in};
use crate::c::showing::{Shown, show};
use crate::c::target::{TARGETS, Target};
use crate::need::Need;
use crate::repository::target_folder;

pub(super) const NEEDS: &[Need] =
    &[Need::File { path: "/usr/include/mbedtls/ssl.h", package: "libmbedtls-dev" }, OPENSSL, SOCAT];

pub(super) const OPENSSL: Need = Need::Program { name: "openssl", package: "openssl" };
pub(super) const SOCAT: Need = Need::Program { name: "socat", package: "socat" };

/// The usual processor of set-top boxes.
const ELSEWHERE: &str = "armv7-unknown-linux-gnueabihf";

macro_rules! sources {
    ($tls:literal) => {
        &[
            "examples/firmware/television.c",
            "examples/firmware/television_run.c",
            "examples/firmware/linux/clock.c",
            "examples/firmware/linux/device.c",
            "examples/firmware/linux/options.c",
            "examples/firmware/linux/output.c",
            "examples/firmware/linux/state.c",
            "examples/firmware/set-top-box/main.c",
            "examples/firmware/set-top-box/box.c",
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

pub(super) const STATEMENT: &str = "demo.software.statement";

/// A television of one target, and where it keeps its registration.
pub(super) struct Television<'t> {
    target: &'t Target,
    program: PathBuf,
    state: PathBuf,
}

impl<'t> Television<'t> {
    pub(super) fn build(program: &Program<'_>, target: &'t Target, options: &str) -> Result<Self> {
        let library = Build::release(target).library()?;
        let program = program.build(target, &library, options)?;
        Ok(Self { target, state: program.with_extension("state"), program })
    }

    /// Runs it with an option and its value after the other; `person` is given each page that it shows.
    pub(super) fn run(&self, options: &[&str], person: impl FnMut(&str) -> Result<()>) -> Result<Shown> {
        let shown = show(runner(self.target, &self.program).args(options), person)?;
        ensure!(shown.is_success, "the television failed: {:#?}", shown.lines);
        Ok(shown)
    }

    /// Signs in, then starts anew with what it kept, asks to watch and logs out. The lines of both runs.
    pub(super) fn sign_in_and_out(
        &self,
        base_url: &str,
        more: &[&str],
        person: impl FnMut(&str) -> Result<()>,
    ) -> Result<Vec<String>> {
        let _ = fs::remove_file(&self.state);
        let state = self.state.to_str().context("the target folder's name is UTF-8")?;
        let mut options = vec!["--base-url", base_url, "--mvpd", "Cablevision", "--state", state];
        options.extend(more);
        let first = self.run(&options, person)?;
        first.has("Signed in at: Cablevision")?;
        let readers = fs::metadata(&self.state)?.permissions().mode() & 0o777;
        ensure!(readers == 0o600, "others may read what is kept: {readers:o}");
        options.extend(["--watch", "news", "--logout", "yes"]);
        let second = self.run(&options, |page| bail!("a viewer who is signed in is sent to {page}"))?;
        ["Signed in at: Cablevision", "May watch: news", "Logged out"].iter().try_for_each(|line| second.has(line))?;
        Ok([first.lines, second.lines].concat())
    }
}

/// The time goes into waiting between polls, so all of them wait at once.
pub(super) fn signs_in(targets: &[&Target]) -> Result<()> {
    let host = &TARGETS[0];
    let plain = Television::build(&PLAIN, host, SANITIZERS)?;
    let protected = Television::build(&PROTECTED, host, SANITIZERS)?;
    let elsewhere = targets.iter().find(|target| target.name == ELSEWHERE);
    let elsewhere = elsewhere.map(|target| Television::build(&PLAIN, target, "")).transpose()?;
    let simulator = simulator()?;
    let stand_in = Service::start("tvpass-stand-in", "--polls-before-profile 1")?;
    std::thread::scope(|scope| {
        let mut runs = vec![
            scope.spawn(|| reconnects(&plain).context("where connections are closed")),
            scope.spawn(|| through_faults(&plain, &stand_in).context("through the stand-in's faults")),
            scope.spawn(|| over_https(&protected, &simulator).context("over HTTPS")),
            scope.spawn(|| refuses_an_unknown_statement(&plain, &simulator)),
        ];
        if let Some(television) = &elsewhere {
            runs.push(scope.spawn(|| over_http(television).context(ELSEWHERE)));
        }
        runs.into_iter().try_for_each(|run| run.join().map_err(|_| anyhow::anyhow!("a run panicked"))?)
    })
}

/// One for each box that signs in: all boxes are one device, whose codes replace each other.
fn simulator() -> Result<Service> {
    Service::start("tvpass-simulator", "--port 0 --no-throttle")
}

fn over_http(television: &Television<'_>) -> Result<()> {
    let simulator = simulator()?;
    let person = |page: &str| log_in(&simulator, page);
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
    let proxy = Proxy::start(&simulator.base_url, &target_folder("c")?.join("tls"))?;
    signs_in_protected(television, simulator, &proxy, &proxy.base_url)?;
    println!("{}: signed in, started anew, watched, logged out over HTTPS", television.target.name);
    Ok(())
}

/// The lines that it shows with the certificate of the service; with another it has to stop.
pub(super) fn signs_in_protected(
    television: &Television<'_>,
    simulator: &Service,
    proxy: &Proxy,
    base_url: &str,
) -> Result<Vec<String>> {
    let options = ["--software-statement", STATEMENT, "--ca-file"];
    let person = |page: &str| log_in(simulator, page);
    let lines = television.sign_in_and_out(base_url, &[&options[..], &[&proxy.ours]].concat(), person)?;
    let with_theirs = [&["--base-url", base_url, "--mvpd", "Cablevision"], &options[..], &[&proxy.theirs]].concat();
    is_refused(television, &with_theirs, &["Stopped: no response from the service"])
        .context("a certificate that nobody vouches for")?;
    Ok(lines)
}

/// The service, or something before it, has closed a connection, which the next request finds out. The same request goes out over
/// another, without a failure that the flow would see.
fn reconnects(television: &Television<'_>) -> Result<()> {
    let simulator = simulator()?;
    let network = Network::start(&simulator.base_url, 2)?;
    let options = ["--base-url", &network.base_url, "--software-statement", STATEMENT, "--mvpd", "Cablevision"];
    let shown = television.run(&options, |page| log_in(&simulator, page))?;
    shown.has("Signed in at: Cablevision")?;
    let failure = shown.lines.iter().find(|line| line.starts_with("No answer"));
    ensure!(failure.is_none(), "a connection that was closed is a failure: {failure:?}");
    ensure!(network.closed() > 0, "no request found its connection closed");
    println!("{}: connected anew where a connection had been closed", television.target.name);
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

/// The television has to end with a failure, and to say why.
pub(super) fn is_refused(television: &Television<'_>, options: &[&str], why: &[&str]) -> Result<()> {
    let nobody = |page: &str| bail!("a viewer is sent to {page}");
    let shown = show(runner(television.target, &television.program).args(options), nobody)?;
    ensure!(!shown.is_success, "the television ended well");
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
