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
        Some(Version { major: value(0), minor: value(1), patch: value(2), profile: value(3) })
    }

    fn hardware(&self) -> Hardware<'_> {
        let (name, vendor, manufacturer) = (self.text(0), self.text(1), self.text(2));
        Hardware { name, vendor, version: self.version(), manufacturer }
    }

    fn operating_system(&self) -> OperatingSystem<'_> {
        let (name, family, vendor) = (self.text(0), self.text(1), self.text(2));
        OperatingSystem { name, family, vendor, version: self.version() }
    }

    fn browser(&self) -> Browser<'_> {
        Browser {
            name: self.text(0),
            vendor: self.text(1),
            version: self.version(),
            user_agent: self.text(2),
            original_user_agent: self.text(3),
        }
    }

    fn display(&self) -> Display<'_> {
        Display {
            width: self.numbers[0],
            height: self.numbers[1],
            ppi: self.numbers[2],
            name: self.text(0),
            vendor: self.text(1),
            version: self.version(),
            diagonal_size: self.size.as_deref().and_then(Number::parse),
        }
    }

    fn connection(&self) -> Connection<'_> {
        Connection {
            ip_address: self.text(0).map(TextOrHost),
            port: self.numbers[0],
            secure: self.secure,
            connection_type: self.text(1),
        }
    }
}

/// A device that has all parts, or only those beyond the first few.
fn device(parts: &[Parts], from: usize) -> SessionDevice<'_> {
    let has = |index: usize| index >= from;
    SessionDevice {
        device_type: parts[0].text(0),
        model: parts[0].text(1),
        version: parts[0].version(),
        hardware: has(1).then(|| parts[1].hardware()),
        operating_system: has(2).then(|| parts[2].operating_system()),
        browser: has(3).then(|| parts[3].browser()),
        display: has(4).then(|| parts[4].display()),
        application_id: parts[0].text(2),
        connection: has(5).then(|| parts[5].connection()),
    }
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
        let information = SessionDetails {
            existing_parameters,
            missing_parameters: Texts::from(missing.as_slice()),
            device: has_device.then(|| Checked::new(&device, &mut device_buffer).unwrap()),
            not_before: times.0,
            not_after: times.1,
        };
        let body = exactly(|buffer| information.encode(buffer).map(<[u8]>::len))?;
        let decoded = SessionDetails::decode(&body).unwrap();
        prop_assert_eq!(decoded, information);
        prop_assert_eq!(decoded.device.map(|device| device.get()), has_device.then_some(device));
        let names = |map: Map<'_>| map.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>();
        prop_assert_eq!(names(decoded.existing_parameters), names(existing_parameters));
    }
}
