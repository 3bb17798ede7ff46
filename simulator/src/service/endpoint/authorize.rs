//! `authorize`: whether the viewer may watch now, with a media token for each permit (R54).

use tvpass::endpoint::Authorize;

use crate::rules::Phase;
use crate::service::caller::Caller;
use crate::service::{Outcome, Service};

impl Service {
    pub(in crate::service) fn authorize(&mut self, caller: &Caller<'_>, call: &Authorize<'_>) -> Outcome {
        let mvpd = self.path_mvpd(caller)?;
        self.decide(caller, Phase::Authorize, &mvpd, &call.body)
    }
}
