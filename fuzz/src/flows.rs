//! Flows among hostile services, networks, clocks and hosts: they keep the pace, make progress, end, and print no secret.
//!
//! The input is a script, read byte by byte: which flows run, and for each step what comes of it. Where the script ends,
//! a dull host goes on that does what it is told and meets one and the same answer, until the flow ends: it has to.

mod script;
mod service;
mod watch;
mod world;

use std::fmt::Debug;

use tvpass::old_flow::{
    Authorization, Flow, Logout, PartnerSignIn, Preauthorization, Registration, SecondScreen, SignIn,
};

use script::Script;
use world::{Heard, Said, World};

/// Flows that one installation runs, one after the other.
const FLOWS: usize = 3;
/// Steps of the dull host until it gets the answer that ends everything, and until it must have ended.
const DULL_STEPS: usize = 300;
const MOST_STEPS: usize = 400;
/// Steps in a row that neither send nor wait.
const IDLE_STEPS: usize = 8;

/// A flow that can be printed.
trait Subject: Flow + Debug {}

impl<F: Flow + Debug> Subject for F {}

pub fn check(bytes: &[u8]) {
    // What the fuzzer itself says is no secret.
    if service::holds_a_secret(bytes) {
        return;
    }
    let mut script = Script::new(bytes);
    let mut setting = world::Setting::new(&mut script);
    let mut world = setting.world();
    for _ in 0..FLOWS {
        let Some(kind) = script.byte() else { return };
        let (mut flow, ends_for_good) = flow(kind);
        world.flow_begins();
        run(flow.as_mut(), &mut world, &mut script);
        if ends_for_good {
            world.stays_over(flow.as_mut());
        }
    }
}

/// The flow, and whether one that is over stays over; registration may be begun again.
fn flow(kind: u8) -> (Box<dyn Subject>, bool) {
    match kind % 7 {
        0 => (Box::new(SignIn::new()), true),
        1 => (Box::new(SecondScreen::new("8ADF2K7").expect("a short code")), true),
        2 => (Box::new(PartnerSignIn::new()), true),
        3 => (Box::new(Preauthorization::new()), true),
        4 => (Box::new(Authorization::new()), true),
        5 => (Box::new(Logout::new()), true),
        _ => (Box::new(Registration::new()), false),
    }
}

fn run(flow: &mut dyn Subject, world: &mut World<'_>, script: &mut Script<'_>) {
    let mut said = Said::Begin;
    let (mut dull_steps, mut idle_steps) = (0, 0);
    loop {
        let heard = world.step(flow, &said);
        match &heard {
            Heard::Over { is_final } => return world.ended(*is_final),
            Heard::TooSmall => continue,
            Heard::Send(_) | Heard::Wait(_) | Heard::Ask => {}
        }
        if let Some(scripted) = world.scripted(&heard, script) {
            said = scripted;
            continue;
        }
        dull_steps += 1;
        assert!(dull_steps < MOST_STEPS, "no end: {flow:?}");
        idle_steps = if world.is_progress(&heard) { 0 } else { idle_steps + 1 };
        assert!(idle_steps < IDLE_STEPS, "no progress: {flow:?}");
        said = world.dull(&heard, dull_steps > DULL_STEPS);
    }
}
