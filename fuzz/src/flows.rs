//! Flows among hostile services, networks, clocks and hosts: they keep the pace, make progress, end, and print no secret.
//!
//! The input is a script, read byte by byte: which flows run, and for each step what comes of it. When the script ends,
//! a dull host goes on that does what it is told and meets one and the same answer, until the flow ends: it has to.

mod about;
mod script;
mod service;
mod single_sign_on;
mod subject;
mod watch;
mod world;

use script::Script;
use subject::{Heard, Said};
use subject::{Subject, flow};
use world::World;

/// Flows that one installation runs, one after the other.
const FLOWS: usize = 3;
/// Steps of the dull host until it gets the answer that ends everything, and until it must have ended.
const DULL_STEPS: usize = 300;
const MOST_STEPS: usize = 400;
/// Steps in a row that neither send nor wait.
const IDLE_STEPS: usize = 8;

pub fn check(bytes: &[u8]) {
    // What the fuzzer itself says is no secret.
    if service::holds_a_secret(bytes) {
        return;
    }
    let mut script = Script::new(bytes);
    let mut setting = world::Setting::new(&mut script);
    let arguments = setting.arguments();
    let mut world = setting.world();
    for _ in 0..FLOWS {
        let Some(kind) = script.byte() else { return };
        let mut flow = flow(kind, &arguments);
        world.flow_begins();
        if run(flow.as_mut(), &mut world, &mut script) {
            world.stays_over(flow.as_mut());
        }
    }
}

/// Runs a flow until nothing is left to do; `true` if it has ended.
fn run(flow: &mut dyn Subject, world: &mut World<'_>, script: &mut Script<'_>) -> bool {
    let (mut said, mut heard) = (Said::Begin, Heard::Await);
    let (mut dull_steps, mut idle_steps) = (0, 0);
    loop {
        match world.step(flow, &said) {
            Heard::Over => return true,
            Heard::Unwritten => return false,
            // The step before this one still stands.
            Heard::Await => {}
            other => heard = other,
        }
        if let Some(scripted) = world.scripted(&heard, script) {
            said = scripted;
            continue;
        }
        dull_steps += 1;
        assert!(dull_steps < MOST_STEPS, "no end: {}", flow.printed());
        idle_steps = if world.is_progress(&heard) { 0 } else { idle_steps + 1 };
        assert!(idle_steps < IDLE_STEPS, "no progress: {}", flow.printed());
        said = world.dull(&heard, dull_steps > DULL_STEPS);
    }
}
