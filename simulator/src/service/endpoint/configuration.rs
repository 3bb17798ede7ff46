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
                let domains = service_provider.domains.iter().map(|name| {
                    let mut domain = Domain::new(name.as_str().into());
                    domain.mvpd_initiated = Some(false);
                    domain
                });
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
    let mut entry = Mvpd::new(mvpd.id.as_str().into());
    entry.display_name = Some(mvpd.display_name.as_str().into());
    entry.logo_url = Some(logo_url.into());
    entry.is_temp_pass = mvpd.temporary.is_some();
    entry.is_proxy = mvpd.is_proxy;
    entry.enable_platform_services = mvpd.enable_platform_services;
    entry.display_in_platform_picker = mvpd.boarding_status.is_some();
    entry.enforce_platform_permissions = mvpd.enable_platform_services;
    entry.boarding_status = mvpd.boarding_status.as_deref().map(Into::into);
    entry.platform_mapping_id = mvpd.platform_mapping_id.as_deref().map(Into::into);
    entry
}
