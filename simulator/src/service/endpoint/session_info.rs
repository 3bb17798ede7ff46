//! `session_info`: what a session has and lacks, and the device as its `X-Device-Info` describes it.

use std::collections::BTreeMap;

use tvpass::endpoint::{
    Browser, Connection, Display, GetSession, Hardware, OperatingSystem, SessionDetails, SessionDevice, Version,
};
use tvpass::json::{Checked, Number, Text, Texts, Value};
use tvpass::message::{DeviceInfo, ErrorCode, TextOrHost};

use crate::message::Response;
use crate::service::answer::encoded;
use crate::service::caller::Caller;
use crate::service::{Outcome, Refusal, Service};
use crate::state::Session;

impl Service {
    pub(in crate::service) fn session_info(&self, caller: &Caller<'_>, call: &GetSession<'_>) -> Outcome {
        let session = self.session(caller.now, &caller.service_provider, call.code)?;
        information(session)
    }
}

fn information(session: &Session) -> Outcome {
    let mut existing: BTreeMap<_, _> = session.parameters.existing().collect();
    existing.insert("serviceProvider", &session.application.service_provider);
    let existing = serde_json::to_vec(&existing).unwrap_or_default();
    let Ok(Value::Map(existing_parameters)) = Value::decode(&existing) else {
        return Err(Refusal::new(ErrorCode::InternalServerError, "The parameters cannot be written."));
    };
    let missing = session.parameters.missing();
    let info = session.device_info.as_ref().and_then(|json| DeviceInfo::decode(json.as_bytes()).ok());
    let device = info.as_ref().map(device_answer);
    // As long as the device is once written.
    let mut buffer = device.map(|device| encoded(|buffer| device.encode(buffer))).unwrap_or_default();
    let mut information = SessionDetails::new(existing_parameters, session.not_before, session.not_after);
    information.missing_parameters = Texts::from(&missing[..]);
    information.device = device.and_then(|device| Checked::new(&device, &mut buffer).ok());
    Ok(Response::json(200, encoded(|buffer| information.encode(buffer))))
}

fn device_answer<'a>(info: &DeviceInfo<'a>) -> SessionDevice<'a> {
    let mut device = SessionDevice::default();
    device.device_type = info.primary_hardware_type.map(|value| value.as_text());
    device.model = info.model;
    device.version = info.version.map(version);
    device.hardware = Some({
        let mut hardware = Hardware::default();
        hardware.name = info.model;
        hardware.vendor = info.vendor;
        hardware.version = info.version.map(version);
        hardware.manufacturer = info.manufacturer;
        hardware
    });
    device.operating_system = Some({
        let mut system = OperatingSystem::default();
        system.name = info.os_name.map(|value| value.as_text());
        system.family = info.os_family.map(|value| value.as_text());
        system.vendor = info.os_vendor.map(|value| value.as_text());
        system.version = info.os_version.map(version);
        system
    });
    device.browser = Some({
        let mut browser = Browser::default();
        browser.name = info.browser_name.map(|value| value.as_text());
        browser.vendor = info.browser_vendor.map(|value| value.as_text());
        browser.version = info.browser_version.map(version);
        browser.user_agent = info.user_agent;
        browser
    });
    device.display = Some({
        let mut display = Display::default();
        display.width = info.display_width;
        display.height = info.display_height;
        display.ppi = info.display_ppi;
        display.diagonal_size = info.diagonal_screen_size;
        display
    });
    device.application_id = info.application_id;
    device.connection = Some({
        let mut connection = Connection::default();
        connection.ip_address = info.connection_ip.map(TextOrHost);
        connection.port = info.connection_port;
        connection.secure = info.connection_secure;
        connection.connection_type = info.connection_type;
        connection
    });
    device
}

/// The first three numbers of a version such as `11.0.2`; 0 and empty text for what it does not have (T11).
fn version(text: Text<'_>) -> Version<'_> {
    let mut parts = text.plain().unwrap_or_default().split('.').map(Number::parse);
    let mut next = || parts.next().flatten().or(Number::parse("0")).map(Value::Number).unwrap_or_default();
    let mut version = Version::default();
    version.major = next();
    version.minor = next();
    version.patch = next();
    version.profile = Value::Text(Text::from(""));
    version
}
