//! W3: the pieces of one pass, the whole configuration walked after it was checked, and the same in parts as it arrives.

use super::fold::tag_of;
use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, OURS_IN_PARTS, OURS_WHOLE, Peer};
use tvpass::endpoint::{Configuration, ConfigurationPiece, ConfigurationStream, Domain, Mvpd};

/// Bytes that arrive at a time, and that the window holds.
const ARRIVING: usize = 512;
const WINDOW: usize = 2048;

pub fn peers() -> [Peer; 3] {
    [
        Peer { name: OURS, prepare: |document| Box::new(Decoder(move || one_pass(document))) },
        Peer { name: OURS_WHOLE, prepare: |document| Box::new(Decoder(move || whole(document))) },
        Peer { name: OURS_IN_PARTS, prepare: |document| Box::new(Decoder(move || in_parts(document))) },
    ]
}

fn one_pass(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    let mut pieces = ConfigurationStream::whole(document);
    fold_pieces(&mut pieces, &mut checksum)?;
    pieces.finish().ok()?;
    Some(checksum.sum())
}

fn whole(document: &[u8]) -> Option<u64> {
    let mut checksum = Checksum::default();
    fold_pieces(&mut Configuration::decode(document).ok()?.pieces(), &mut checksum)?;
    Some(checksum.sum())
}

fn in_parts(document: &[u8]) -> Option<u64> {
    let (mut checksum, mut stream) = (Checksum::default(), ConfigurationStream::new());
    let (mut window, mut filled, mut arriving) = ([0; WINDOW], 0, document.chunks(ARRIVING));
    loop {
        let chunk = arriving.next().unwrap_or_default();
        window.get_mut(filled..filled + chunk.len())?.copy_from_slice(chunk);
        filled += chunk.len();
        let mut part = stream.part(window.get(..filled)?, chunk.is_empty());
        fold_pieces(&mut part, &mut checksum)?;
        let done = part.finish().ok()?;
        window.copy_within(done..filled, 0);
        filled -= done;
        if chunk.is_empty() {
            return Some(checksum.sum());
        }
    }
}

fn fold_pieces<'a>(pieces: &mut impl Iterator<Item = ConfigurationPiece<'a>>, checksum: &mut Checksum) -> Option<()> {
    for piece in pieces {
        match piece {
            ConfigurationPiece::Setting(name, value) => checksum.value(tag_of(name)?, value)?,
            ConfigurationPiece::RequestorId(id) => checksum.wire_text(const { tag("id") }, id),
            ConfigurationPiece::RequestorName(name) => checksum.wire_text(const { tag("name") }, name),
            ConfigurationPiece::Domain(domain) => fold_domain(checksum, &domain),
            ConfigurationPiece::Mvpd(mvpd) => fold_mvpd(checksum, &mvpd),
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
