//! `configuration`: the MVPDs whose integration with the service provider is on (R28).

use tvpass::endpoint::{Domain, Mvpd, encode_configuration};

use crate::message::Response;
use crate::segment;
use crate::service::answer::encoded;
use crate::service::caller::{Caller, service_provider};
use crate::service::{Outcome, Service};
use crate::world;

impl Service {
    pub(in crate::service) fn configuration(&self, caller: &Caller<'_>) -> Outcome {
        let world = &self.settings.world;
        let service_provider = service_provider(world, &caller.service_provider)?;
        let mvpds: Vec<_> = service_provider.mvpds(world).map(|mvpd| (mvpd, self.logo_url(&mvpd.id))).collect();
        Ok(Response::json(
            200,
            encoded(|buffer| {
                let domains = service_provider
                    .domains
                    .iter()
                    .map(|name| Domain { name: name.as_str().into(), mvpd_initiated: Some(false) });
                let mvpds = mvpds.iter().map(|(mvpd, logo_url)| entry(mvpd, logo_url));
                encode_configuration(
                    service_provider.id.as_str(),
                    service_provider.name.as_str(),
                    domains,
                    mvpds,
                    buffer,
                )
            }),
        ))
    }

    /// The URL of the logo of `mvpd`.
    pub(crate) fn logo_url(&self, mvpd: &str) -> String {
        format!("{}/logo/{}.svg", self.settings.base_url, segment::encoded(mvpd))
    }
}

fn entry<'w>(mvpd: &'w world::Mvpd, logo_url: &'w str) -> Mvpd<'w> {
    Mvpd {
        id: mvpd.id.as_str().into(),
        display_name: Some(mvpd.display_name.as_str().into()),
        logo_url: Some(logo_url.into()),
        is_temp_pass: mvpd.temporary.is_some(),
        is_proxy: mvpd.is_proxy,
        auth_per_aggregator: false,
        auth_per_browser_session: false,
        passive_authn_enabled: false,
        enable_platform_services: mvpd.enable_platform_services,
        display_in_platform_picker: mvpd.boarding_status.is_some(),
        enforce_platform_permissions: mvpd.enable_platform_services,
        boarding_status: mvpd.boarding_status.as_deref().map(Into::into),
        platform_mapping_id: mvpd.platform_mapping_id.as_deref().map(Into::into),
    }
}
