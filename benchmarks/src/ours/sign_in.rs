//! W7: a whole sign-in on another device, from no registration to the profile.

use std::hint::black_box;

use tvpass::flow::{Flow as _, Now, OtherDevice, SignIn, SmallInstallation, Step};
use tvpass::json::Timestamp;

use super::flow::{Input, SIGNED_IN, app, event, sign_in};
use crate::peer::{OURS, Operation, Peer};

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |_| Box::new(Whole { inputs: SIGNED_IN, buffer: [0; 1024] }) }]
}

struct Whole {
    inputs: &'static [Input],
    buffer: [u8; 1024],
}

impl Operation for Whole {
    /// The bytes of all targets and bodies.
    fn run(&mut self) -> Option<u64> {
        let (mut flow, mut installation) = (sign_in(), SmallInstallation::new());
        let (app, mut written) = (black_box(app()), 0);
        let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_762_774_800_000), random: 7 };
        for input in black_box(self.inputs) {
            let turn = flow.handle(&app, &mut installation, now, event::<SignIn<OtherDevice>>(*input));
            match turn.step(&app, &installation, &mut self.buffer).ok()? {
                Step::Send(request) => written += request.target.len() + request.body.len(),
                Step::Ask(_) => {}
                Step::Done(_) => return Some(written as u64),
                _ => return None,
            }
        }
        None
    }

    fn memory(&self) -> usize {
        size_of::<SmallInstallation>() + size_of_val(&self.buffer)
    }
}
