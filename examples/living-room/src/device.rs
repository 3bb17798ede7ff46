//! This machine as the service sees it: who it is, and what it is.

use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use sysinfo::System;
use tvpass::message::{
    DeviceIdentifier, DeviceInfo, EncodeError, HardwareType, HeaderName, Headers, OsFamily, OsName, Sender,
};

const APPLICATION: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Bytes that each of the two device headers may have.
pub(crate) const HEADER_CAPACITY: usize = 1024;

/// A new device id: whoever knows it can pass for this television.
pub(crate) fn new_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// The headers of this television; they hardly ever change, so they are encoded once and kept in the caller's buffers.
///
/// # Errors
/// This machine's description is longer than [`HEADER_CAPACITY`].
pub(crate) fn headers<'b>(
    device_id: &str,
    identifier: &'b mut [u8; HEADER_CAPACITY],
    info: &'b mut [u8; HEADER_CAPACITY],
) -> Result<Headers<'b>, EncodeError> {
    // R13: the service gets a hash, so that the id itself stays here.
    let hash = Sha256::digest(device_id).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let mut headers = Headers::new(Sender::StreamingDevice);
    headers.insert(HeaderName::ApDeviceIdentifier, DeviceIdentifier::new(&hash).encode(identifier)?);
    headers.insert(HeaderName::XDeviceInfo, encode_info(info)?);
    headers.set(HeaderName::UserAgent, USER_AGENT).expect("a package's name and version are ASCII");
    Ok(headers)
}

/// R15: what this machine is, and that it plays a set-top box.
fn encode_info(buffer: &mut [u8]) -> Result<tvpass::message::HeaderValue<'_>, EncodeError> {
    let os_version = if cfg!(target_os = "linux") { System::kernel_version() } else { System::os_version() };
    let os_version = os_version.unwrap_or_else(|_| "unknown".into());
    DeviceInfo {
        primary_hardware_type: Some(HardwareType::SetTopBox),
        model: Some("Living Room".into()),
        version: Some(VERSION.into()),
        os_name: Some(os_name()),
        os_family: Some(os_family()),
        os_version: Some(os_version.as_str().into()),
        connection_type: Some(connection_type(Path::new("/sys/class/net")).into()),
        application_id: Some(APPLICATION.into()),
        ..DeviceInfo::default()
    }
    .encode_header(buffer)
}

fn os_name() -> OsName<'static> {
    match std::env::consts::OS {
        "linux" => OsName::Linux,
        "macos" => OsName::MacOs,
        "windows" => OsName::Windows,
        "android" => OsName::Android,
        "openbsd" => OsName::OpenBsd,
        // The set is open: what is not in it is named as it is.
        other => other.into(),
    }
}

fn os_family() -> OsFamily<'static> {
    match std::env::consts::OS {
        "linux" => OsFamily::Linux,
        "macos" => OsFamily::MacOs,
        "windows" => OsFamily::Windows,
        "android" => OsFamily::Android,
        "openbsd" | "freebsd" | "netbsd" | "dragonfly" => OsFamily::Bsd,
        other => other.into(),
    }
}

/// WiFi where a wireless interface is up, LAN where only others are, by the folder in which Linux lists its interfaces.
fn connection_type(interfaces: &Path) -> &'static str {
    let Ok(interfaces) = fs::read_dir(interfaces) else { return "Unknown" };
    let is_wireless = |path: &Path| path.join("wireless").exists();
    let is_up = |path: &Path| fs::read_to_string(path.join("operstate")).is_ok_and(|state| state.trim() == "up");
    if interfaces.flatten().any(|interface| is_wireless(&interface.path()) && is_up(&interface.path())) {
        "WiFi"
    } else {
        "LAN"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_gets_a_hash_that_is_the_same_at_every_start() {
        let id = new_id();
        let value = |id: &str| {
            let (mut identifier, mut info) = ([0; HEADER_CAPACITY], [0; HEADER_CAPACITY]);
            let headers = headers(id, &mut identifier, &mut info).unwrap();
            headers.get(HeaderName::ApDeviceIdentifier).map(str::to_owned).unwrap()
        };
        let mut buffer = [0; 64];
        let first = value(&id);
        let identifier = DeviceIdentifier::decode(&first, &mut buffer).unwrap();
        assert_eq!(first, value(&id));
        assert_ne!(first, value(&new_id()));
        assert_eq!(identifier.reveal().len(), 64);
        assert_ne!(identifier.reveal(), id.as_bytes());
    }

    #[test]
    fn the_description_has_all_that_is_required_and_calls_itself_a_set_top_box() {
        let (mut buffer, mut json) = ([0; HEADER_CAPACITY], [0; HEADER_CAPACITY]);
        let value = encode_info(&mut buffer).unwrap();
        let info = DeviceInfo::decode_header(value.as_str(), &mut json).unwrap();
        assert_eq!(info.primary_hardware_type, Some(HardwareType::SetTopBox));
        assert!(info.os_version.is_some_and(|version| !version.is_empty()));
    }

    #[test]
    fn a_wireless_interface_counts_only_when_it_is_up() {
        let folder = tempfile::tempdir().unwrap();
        let wireless = folder.path().join("wlan0");
        fs::create_dir_all(wireless.join("wireless")).unwrap();
        fs::write(wireless.join("operstate"), "down\n").unwrap();
        assert_eq!(connection_type(folder.path()), "LAN");
        fs::write(wireless.join("operstate"), "up\n").unwrap();
        assert_eq!(connection_type(folder.path()), "WiFi");
        assert_eq!(connection_type(&folder.path().join("none")), "Unknown");
    }
}
