//! `preauthorize`: what the viewer may probably watch; no media token ever (R53).

use tvpass::endpoint::Preauthorize;

use crate::rules::Phase;
use crate::service::caller::Caller;
use crate::service::{Outcome, Service};

impl Service {
    pub(in crate::service) fn preauthorize(&mut self, caller: &Caller<'_>, call: &Preauthorize<'_>) -> Outcome {
        let mvpd = self.path_mvpd(caller)?;
        self.decide(caller, Phase::Preauthorize, &mvpd, &call.body)
    }
}
