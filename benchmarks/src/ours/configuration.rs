//! W3: the events of one pass, and the whole configuration walked after it was checked.

use super::fold::tag_of;
use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, OURS_WHOLE, Peer};
use tvpass::endpoint::{Configuration, ConfigurationEvent, ConfigurationEvents, Domain, Mvpd};

pub fn peers() -> [Peer; 2] {
    [
        Peer { name: OURS, prepare: |document| Box::new(Decoder(move || one_pass(document))) },
        Peer { name: OURS_WHOLE, prepare: |document| Box::new(Decoder(move || whole(document))) },
    ]
}

fn one_pass(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    let mut events = ConfigurationEvents::new(document);
    fold_events(&mut events, &mut checksum)?;
    events.finish().ok()?;
    Some(checksum.sum())
}

fn whole(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    fold_events(&mut Configuration::decode(document).ok()?.events(), &mut checksum)?;
    Some(checksum.sum())
}

fn fold_events(events: &mut ConfigurationEvents, checksum: &mut Checksum) -> Option<()> {
    for event in events.by_ref() {
        match event {
            ConfigurationEvent::Setting(name, value) => checksum.value(tag_of(name)?, value)?,
            ConfigurationEvent::RequestorId(id) => checksum.wire_text(const { tag("id") }, id),
            ConfigurationEvent::RequestorName(name) => checksum.wire_text(const { tag("name") }, name),
            ConfigurationEvent::Domain(domain) => fold_domain(checksum, &domain),
            ConfigurationEvent::Mvpd(mvpd) => fold_mvpd(checksum, &mvpd),
        }
    }
    Some(())
}

fn fold_domain(checksum: &mut Checksum, domain: &Domain) {
    checksum.wire_text(const { tag("name") }, domain.name);
    if let Some(mvpd_initiated) = domain.mvpd_initiated {
        checksum.flag(const { tag("mvpdInitiated") }, mvpd_initiated);
    }
}

#[inline]
fn fold_mvpd(checksum: &mut Checksum, mvpd: &Mvpd) {
    checksum.wire_text(const { tag("id") }, mvpd.id);
    checksum.optional_text(const { tag("displayName") }, mvpd.display_name);
    checksum.optional_text(const { tag("logoUrl") }, mvpd.logo_url);
    checksum.flag(const { tag("isTempPass") }, mvpd.is_temp_pass);
    checksum.flag(const { tag("isProxy") }, mvpd.is_proxy);
    checksum.flag(const { tag("authPerAggregator") }, mvpd.auth_per_aggregator);
    checksum.flag(const { tag("authPerBrowserSession") }, mvpd.auth_per_browser_session);
    checksum.flag(const { tag("passiveAuthnEnabled") }, mvpd.passive_authn_enabled);
    checksum.flag(const { tag("enablePlatformServices") }, mvpd.enable_platform_services);
    checksum.flag(const { tag("displayInPlatformPicker") }, mvpd.display_in_platform_picker);
    checksum.flag(const { tag("enforcePlatformPermissions") }, mvpd.enforce_platform_permissions);
    if let Some(boarding_status) = mvpd.boarding_status {
        checksum.wire_text(const { tag("boardingStatus") }, boarding_status.as_text());
    }
    checksum.optional_text(const { tag("platformMappingId") }, mvpd.platform_mapping_id);
}
