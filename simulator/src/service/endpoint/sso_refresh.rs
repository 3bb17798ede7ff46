//! `sso_refresh`: a new service token for one that expires, or has expired recently.

use crate::service::sso::SsoCaller;
use crate::service::{Outcome, Service};

impl Service {
    pub(in crate::service) fn sso_refresh(&self, caller: &SsoCaller<'_>) -> Outcome {
        let claims = caller.claims(self.settings.sso_refresh_window_millis)?;
        Ok(self.issue(caller.now, 200, &claims.subject))
    }
}
