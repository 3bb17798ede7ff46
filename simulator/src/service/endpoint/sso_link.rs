//! `sso_link`: a code that brings another device into the sign-in.

use tvpass::endpoint::IssuedLinkCode;

use crate::message::Response;
use crate::service::answer::{encoded, status_word};
use crate::service::sso::SsoCaller;
use crate::service::{Outcome, Service};
use crate::state::LinkCode;

impl Service {
    pub(in crate::service) fn sso_link(&mut self, caller: &SsoCaller<'_>) -> Outcome {
        let claims = caller.claims(0)?;
        if let Some(member) = caller.member(&claims.subject) {
            self.note_member(&member);
        }
        let mut code = self.random.digits();
        while self.state.link_codes.get(&code).is_some() {
            code = self.random.digits();
        }
        let not_after = caller.now.plus_millis(self.settings.sso_link_millis);
        let mut issued = IssuedLinkCode::new(code.as_str().into(), not_after);
        issued.not_before = Some(caller.now);
        issued.status = Some(status_word(201).into());
        let name = self.settings.sso_fields.link_code_name();
        let body = encoded(|buffer| issued.encode(name, buffer));
        let service_provider = caller.service_provider.clone();
        self.state.link_codes.put(LinkCode { code, service_provider, subject: claims.subject, not_after });
        Ok(Response::json(201, body))
    }
}
