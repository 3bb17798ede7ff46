//! This machine as the service sees it: who it is, and what it is.

use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use sysinfo::System;
use tvpass::message::{DeviceInfo, HardwareType, HeaderName, OsFamily, OsName};
use tvpass_client::{Settings, SettingsError};

const APPLICATION: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// A new device id: whoever knows it can pass for this television.
pub(crate) fn new_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Adds the description of this television to the client's settings.
///
/// # Errors
/// A header cannot hold it.
pub(crate) fn describe(settings: Settings, device_id: &str) -> Result<Settings, SettingsError> {
    let os_version = os_version();
    settings.device_id(&hashed(device_id)).device_info(&info(&os_version))?.header(HeaderName::UserAgent, USER_AGENT)
}

/// R13: the service gets a hash, so that the id itself stays here.
fn hashed(device_id: &str) -> String {
    Sha256::digest(device_id).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn os_version() -> String {
    let version = if cfg!(target_os = "linux") { System::kernel_version() } else { System::os_version() };
    version.unwrap_or_else(|_| "unknown".into())
}

/// R15: what this machine is, and that it plays a set-top box.
fn info(os_version: &str) -> DeviceInfo<'_> {
    let connection = connection_type(Path::new("/sys/class/net"));
    let mut info =
        DeviceInfo::new("Living Room".into(), VERSION.into(), os_name(), os_version.into(), connection.into());
    info.primary_hardware_type = Some(HardwareType::SetTopBox);
    info.os_family = Some(os_family());
    info.application_id = Some(APPLICATION.into());
    info
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
        assert_eq!(hashed(&id), hashed(&id));
        assert_ne!(hashed(&id), hashed(&new_id()));
        assert_eq!(hashed("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn the_description_has_all_that_is_required_and_calls_itself_a_set_top_box() {
        let version = os_version();
        assert_eq!(info(&version).primary_hardware_type, Some(HardwareType::SetTopBox));
        assert!(info(&version).encode_header(&mut [0; 1024]).is_ok() && !version.is_empty());
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
