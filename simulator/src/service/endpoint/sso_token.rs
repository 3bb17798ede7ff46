//! `sso_token`: a service token for a person, by the application's own name or by a code of another device.

use tvpass::endpoint::{Person, SsoToken};
use tvpass::message::{ErrorCode, LinkCode};

use crate::message::Response;
use crate::service::sso::{SsoCaller, refusal};
use crate::service::{Outcome, Refusal, Service};

impl Service {
    pub(in crate::service) fn sso_token(&mut self, caller: &SsoCaller<'_>, call: &SsoToken<'_>) -> Outcome {
        let subject = match call.person {
            Person::Id(id) => id.as_str().to_owned(),
            Person::LinkCode(code) => self.spent(caller, code)?,
        };
        Ok(self.joined(caller, &subject))
    }

    /// The person of a link code, which is spent by this.
    fn spent(&mut self, caller: &SsoCaller<'_>, code: LinkCode<'_>) -> Result<String, Refusal> {
        let code = code.as_str().to_owned();
        let known = self.state.link_codes.get(&code);
        let is_good = known
            .is_some_and(|known| known.service_provider == caller.service_provider && caller.now < known.not_after);
        let spent = if is_good { self.state.link_codes.remove(&code) } else { None };
        let spent =
            spent.ok_or_else(|| refusal(400, ErrorCode::TokenInvalid, "The link code is unknown, used or lapsed."))?;
        Ok(spent.subject)
    }

    fn joined(&mut self, caller: &SsoCaller<'_>, subject: &str) -> Response {
        if let Some(member) = caller.member(subject) {
            self.state.members.put(member);
        }
        self.issue(caller.now, 201, subject)
    }
}
