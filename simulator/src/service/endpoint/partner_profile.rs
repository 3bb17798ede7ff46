//! `partner_profile`: turns a framework's answer into a profile.

use serde_json::json;
use tvpass::endpoint::CreatePartnerProfile;
use tvpass::message::{ErrorCode, base64};

use super::partner_request::is_supported;
use super::profiles::answer;
use crate::service::caller::Caller;
use crate::service::metadata;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{Attribute, Origin, Owner, Profile};

impl Service {
    /// The partner, and the MVPD that its framework has: the first checks of this endpoint.
    pub(in crate::service) fn partner_of(&self, caller: &Caller<'_>) -> Result<(String, String), Refusal> {
        let partner = self.path_partner(caller)?;
        if let Some(code) = caller.framework.error() {
            return Err(Refusal::new(code, "The header AP-Partner-Framework-Status does not allow single sign-on."));
        }
        let provider = caller.framework.valid_provider().unwrap_or_default();
        let mvpd = self.mvpd_of_platform(caller, provider).filter(|mvpd| is_supported(mvpd));
        let Some(mvpd) = mvpd else {
            let message = "The framework's provider is none that can be signed in at through the partner.";
            return Err(Refusal::new(ErrorCode::InvalidHeaderPfsProviderIdMismatch, message));
        };
        Ok((partner, mvpd.id.clone()))
    }

    pub(in crate::service) fn partner_profile(
        &mut self,
        caller: &Caller<'_>,
        call: &CreatePartnerProfile<'_>,
    ) -> Outcome {
        let (partner, mvpd) = self.partner_of(caller)?;
        let name_id = saml_name(&call.saml_response.reveal().to_string())?;
        let application = caller.application()?;
        if self.rules.is_authenticated_by_degradation(&mvpd) {
            return Ok(answer(200, [&self.degraded_profile(caller.now, &application, &mvpd)]));
        }
        let mut attributes = metadata(name_id.as_deref().unwrap_or("viewer"), &mvpd);
        attributes.push(Attribute::plain("tokenSource", json!(partner)));
        let profile = Profile {
            owner: Owner::Application(application),
            origin: Origin::AppleSso,
            issuer: partner,
            not_before: caller.now,
            not_after: caller.now.plus_millis(self.settings.profile_millis),
            attributes,
            mvpd,
        };
        let response = answer(201, [&profile]);
        self.state.profiles.put(profile);
        Ok(response)
    }
}

/// The viewer's name in the SAML answer, which must be base64 of XML.
fn saml_name(saml_response: &str) -> Result<Option<String>, Refusal> {
    let refusal =
        |what: &str| Refusal::new(ErrorCode::InvalidParameterSamlResponse, format!("The SAMLResponse is not {what}."));
    let mut buffer = vec![0; saml_response.len()];
    let xml = base64::decode(saml_response, &mut buffer).filter(|xml| !xml.is_empty());
    let xml = xml.and_then(|xml| std::str::from_utf8(xml).ok()).ok_or_else(|| refusal("base64 of text"))?;
    let document = roxmltree::Document::parse(xml).map_err(|_| refusal("XML"))?;
    let name = document.descendants().find(|node| node.tag_name().name() == "NameID");
    Ok(name.and_then(|node| node.text()).map(|text| text.trim().to_owned()))
}
