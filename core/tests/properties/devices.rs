//! Session information and its device: written and decoded they are the same.

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::endpoint::{
    Browser, Connection, Display, Hardware, OperatingSystem, SessionDetails, SessionDevice, Version,
};
use tvpass::json::{Checked, Map, Number, Text, Texts, Value};
use tvpass::message::TextOrHost;

use super::documents::{document, number};
use super::sample::{config, exactly, maybe, text, timestamp};

/// Values for all parts of a device; each part takes those that it has a place for.
#[derive(Clone, Debug)]
struct Parts {
    texts: Vec<Option<String>>,
    version: Option<Vec<String>>,
    numbers: Vec<Option<u32>>,
    size: Option<String>,
    secure: Option<bool>,
}

fn parts() -> BoxedStrategy<Parts> {
    (
        vec(maybe(text()), 4),
        maybe(vec(document(), 4)),
        vec(any::<Option<u32>>(), 3),
        maybe(number()),
        any::<Option<bool>>(),
    )
        .prop_map(|(texts, version, numbers, size, secure)| Parts { texts, version, numbers, size, secure })
        .boxed()
}

impl Parts {
    fn text(&self, index: usize) -> Option<Text<'_>> {
        self.texts[index].as_deref().map(Text::from)
    }

    fn version(&self) -> Option<Version<'_>> {
        let parts = self.version.as_ref()?;
        let value = |index: usize| Value::decode(parts[index].as_bytes()).unwrap();
        Some({
            let mut version = Version::default();
            version.major = value(0);
            version.minor = value(1);
            version.patch = value(2);
            version.profile = value(3);
            version
        })
    }

    fn hardware(&self) -> Hardware<'_> {
        let (name, vendor, manufacturer) = (self.text(0), self.text(1), self.text(2));
        let mut hardware = Hardware::default();
        hardware.name = name;
        hardware.vendor = vendor;
        hardware.version = self.version();
        hardware.manufacturer = manufacturer;
        hardware
    }

    fn operating_system(&self) -> OperatingSystem<'_> {
        let (name, family, vendor) = (self.text(0), self.text(1), self.text(2));
        let mut system = OperatingSystem::default();
        system.name = name;
        system.family = family;
        system.vendor = vendor;
        system.version = self.version();
        system
    }

    fn browser(&self) -> Browser<'_> {
        let mut browser = Browser::default();
        browser.name = self.text(0);
        browser.vendor = self.text(1);
        browser.version = self.version();
        browser.user_agent = self.text(2);
        browser.original_user_agent = self.text(3);
        browser
    }

    fn display(&self) -> Display<'_> {
        let mut display = Display::default();
        display.width = self.numbers[0];
        display.height = self.numbers[1];
        display.ppi = self.numbers[2];
        display.name = self.text(0);
        display.vendor = self.text(1);
        display.version = self.version();
        display.diagonal_size = self.size.as_deref().and_then(Number::parse);
        display
    }

    fn connection(&self) -> Connection<'_> {
        let mut connection = Connection::default();
        connection.ip_address = self.text(0).map(TextOrHost);
        connection.port = self.numbers[0];
        connection.secure = self.secure;
        connection.connection_type = self.text(1);
        connection
    }
}

/// A device that has all parts, or only those beyond the first few.
fn device(parts: &[Parts], from: usize) -> SessionDevice<'_> {
    let has = |index: usize| index >= from;
    let mut device = SessionDevice::default();
    device.device_type = parts[0].text(0);
    device.model = parts[0].text(1);
    device.version = parts[0].version();
    device.hardware = has(1).then(|| parts[1].hardware());
    device.operating_system = has(2).then(|| parts[2].operating_system());
    device.browser = has(3).then(|| parts[3].browser());
    device.display = has(4).then(|| parts[4].display());
    device.application_id = parts[0].text(2);
    device.connection = has(5).then(|| parts[5].connection());
    device
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn session_details(
        parts in vec(parts(), 6), from in 0..7_usize, missing in vec(text(), 0..3), existing in vec((text(), text()), 0..4),
        times in (timestamp(), timestamp()), has_device in any::<bool>(),
    ) {
        let device = device(&parts, from);
        let existing: serde_json::Map<_, _> = existing.into_iter().map(|(name, value)| (name, value.into())).collect();
        let existing = serde_json::to_string(&existing).unwrap();
        let Ok(Value::Map(existing_parameters)) = Value::decode(existing.as_bytes()) else { panic!("{existing}") };
        let missing: Vec<_> = missing.iter().map(String::as_str).collect();
        let device_text = exactly(|buffer| device.encode(buffer).map(<[u8]>::len))?;
        let mut device_buffer = vec![0; device_text.len()];
        let mut information = SessionDetails::new(existing_parameters, times.0, times.1);
        information.missing_parameters = Texts::from(missing.as_slice());
        information.device = has_device.then(|| Checked::new(&device, &mut device_buffer).unwrap());
        let body = exactly(|buffer| information.encode(buffer).map(<[u8]>::len))?;
        let decoded = SessionDetails::decode(&body).unwrap();
        prop_assert_eq!(decoded, information);
        prop_assert_eq!(decoded.device.map(|device| device.get()), has_device.then_some(device));
        let names = |map: Map<'_>| map.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>();
        prop_assert_eq!(names(decoded.existing_parameters), names(existing_parameters));
    }
}
