//! The television of `examples/firmware` whose one thread never waits: over TLS by libcurl, through a slow network.

use anyhow::{Result, ensure};

use super::programs::SANITIZERS;
use super::television::{self, Television, signs_in_protected};
use crate::c::network::Network;
use crate::c::program::Program;
use crate::c::service::{Proxy, Service};
use crate::c::target::{TARGETS, Target};
use crate::need::Need;
use crate::repository::target_folder;

pub(super) const NEEDS: &[Need] =
    &[Need::Program { name: "curl-config", package: "libcurl4-openssl-dev" }, television::OPENSSL, television::SOCAT];

const PROGRAM: Program<'_> = Program {
    name: "event-loop",
    sources: &[
        "examples/firmware/television.c",
        "examples/firmware/linux/clock.c",
        "examples/firmware/linux/device.c",
        "examples/firmware/linux/options.c",
        "examples/firmware/linux/output.c",
        "examples/firmware/linux/state.c",
        "examples/firmware/event-loop/loop.c",
        "examples/firmware/event-loop/transfer.c",
        "examples/firmware/event-loop/main.c",
    ],
    options: "-D_POSIX_C_SOURCE=200809L",
    libraries: "-lcurl",
};

/// Requests and responses are late before TLS and behind it, bodies come in pieces, and connections are closed between requests.
pub(super) fn signs_in(_: &[&Target]) -> Result<()> {
    let television = Television::build(&PROGRAM, &TARGETS[0], SANITIZERS)?;
    let simulator = Service::start("tvpass-simulator", "--port 0 --no-throttle")?;
    let behind = Network::start(&simulator.base_url, 2)?;
    let proxy = Proxy::start(&behind.base_url, &target_folder("c")?.join("event-loop-tls"))?;
    let before = Network::start(&proxy.base_url, usize::MAX)?;
    let lines = signs_in_protected(&television, &simulator, &proxy, &before.base_url)?;
    let is_drawn = |line: &&String| line.as_str() == "Pictures drawn meanwhile: yes";
    ensure!(lines.iter().filter(is_drawn).count() == 2, "the picture stood still while a request was under way");
    ensure!(behind.closed() > 0, "no request found its connection closed");
    println!("signed in, watched and logged out over HTTPS in an event loop, through a slow network");
    Ok(())
}
