//! Session information: checked as a whole, the device read when it is asked for.

use crate::checksum::{Checksum, tag};
use crate::peer::{Decoder, OURS, Peer};
use tvpass::endpoint::{
    Browser, Connection, Display, Hardware, OperatingSystem, SessionDetails, SessionDevice, Version,
};

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |document| Box::new(Decoder(move || decode(document))) }]
}

fn decode(document: &[u8]) -> Option<u64> {
    let information = SessionDetails::decode(document).ok()?;
    let mut checksum = Checksum::default();
    for (name, value) in information.existing_parameters {
        checksum.wire_text(const { tag("existingParameters") }, name);
        checksum.value(const { tag("existingParameters") }, value)?;
    }
    checksum.wire_texts(const { tag("missingParameters") }, information.missing_parameters);
    checksum.time(const { tag("notBefore") }, information.not_before);
    checksum.time(const { tag("notAfter") }, information.not_after);
    if let Some(device) = information.device {
        fold_device(&mut checksum, &device.get())?;
    }
    Some(checksum.sum())
}

fn fold_device(checksum: &mut Checksum, device: &SessionDevice) -> Option<()> {
    checksum.optional_text(const { tag("type") }, device.device_type);
    checksum.optional_text(const { tag("model") }, device.model);
    checksum.optional_text(const { tag("applicationId") }, device.application_id);
    fold_version(checksum, device.version)?;
    fold_hardware(checksum, &device.hardware.unwrap_or_default())?;
    fold_operating_system(checksum, &device.operating_system.unwrap_or_default())?;
    fold_browser(checksum, &device.browser.unwrap_or_default())?;
    fold_display(checksum, &device.display.unwrap_or_default())?;
    fold_connection(checksum, &device.connection.unwrap_or_default());
    Some(())
}

fn fold_version(checksum: &mut Checksum, version: Option<Version>) -> Option<()> {
    let Some(version) = version else {
        return Some(());
    };
    checksum.value(const { tag("major") }, version.major)?;
    checksum.value(const { tag("minor") }, version.minor)?;
    checksum.value(const { tag("patch") }, version.patch)?;
    checksum.value(const { tag("profile") }, version.profile)
}

fn fold_hardware(checksum: &mut Checksum, hardware: &Hardware) -> Option<()> {
    checksum.optional_text(const { tag("name") }, hardware.name);
    checksum.optional_text(const { tag("vendor") }, hardware.vendor);
    checksum.optional_text(const { tag("manufacturer") }, hardware.manufacturer);
    fold_version(checksum, hardware.version)
}

fn fold_operating_system(checksum: &mut Checksum, system: &OperatingSystem) -> Option<()> {
    checksum.optional_text(const { tag("name") }, system.name);
    checksum.optional_text(const { tag("family") }, system.family);
    checksum.optional_text(const { tag("vendor") }, system.vendor);
    fold_version(checksum, system.version)
}

fn fold_browser(checksum: &mut Checksum, browser: &Browser) -> Option<()> {
    checksum.optional_text(const { tag("name") }, browser.name);
    checksum.optional_text(const { tag("vendor") }, browser.vendor);
    checksum.optional_text(const { tag("userAgent") }, browser.user_agent);
    checksum.optional_text(const { tag("originalUserAgent") }, browser.original_user_agent);
    fold_version(checksum, browser.version)
}

fn fold_display(checksum: &mut Checksum, display: &Display) -> Option<()> {
    fold_number(checksum, const { tag("width") }, display.width);
    fold_number(checksum, const { tag("height") }, display.height);
    fold_number(checksum, const { tag("ppi") }, display.ppi);
    checksum.optional_text(const { tag("name") }, display.name);
    checksum.optional_text(const { tag("vendor") }, display.vendor);
    if let Some(diagonal_size) = display.diagonal_size {
        checksum.number(const { tag("diagonalSize") }, diagonal_size.as_u64()?);
    }
    fold_version(checksum, display.version)
}

fn fold_number(checksum: &mut Checksum, tag: u64, number: Option<u32>) {
    if let Some(number) = number {
        checksum.number(tag, number.into());
    }
}

fn fold_connection(checksum: &mut Checksum, connection: &Connection) {
    checksum.optional_text(const { tag("ipAddress") }, connection.ip_address.map(|address| address.0));
    fold_number(checksum, const { tag("port") }, connection.port);
    if let Some(secure) = connection.secure {
        checksum.flag(const { tag("secure") }, secure);
    }
    checksum.optional_text(const { tag("type") }, connection.connection_type);
}
