//! `preauthorize`: what the viewer may probably watch; no media token ever (R53).

use tvpass::endpoint::Preauthorize;

use crate::rules::Phase;
use crate::service::caller::Caller;
use crate::service::{Outcome, Service};

impl Service {
    pub(in crate::service) fn preauthorize(&mut self, caller: &Caller<'_>) -> Outcome {
        let mut scratch = caller.scratch();
        let mvpd = self.path_mvpd(caller)?;
        let call: Preauthorize<'_> = caller.decode(&mut scratch)?;
        self.decide(caller, Phase::Preauthorize, &mvpd, &call.body)
    }
}
