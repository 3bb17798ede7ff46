//! Decoding only: a profiles answer with every attribute, and a session.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::endpoint::{ProfileEvent, ProfileEvents, Session};
use tvpass::json::Value;

// The same documents as in the benchmarks, so that the figures can be compared.
tvpass_firmware_image::input!(PROFILES, include_bytes!("../../../../benchmarks/data/profiles.json"));
tvpass_firmware_image::input!(SESSION, include_bytes!("../../../../benchmarks/data/session.json"));

tvpass_firmware_image::image!(|| {
    let mut events = ProfileEvents::new(black_box(&PROFILES));
    for event in events.by_ref() {
        match event {
            ProfileEvent::Attribute(attribute) => read(attribute.value),
            other => keep(other),
        }
    }
    let _ = black_box(events.finish());
    let _ = black_box(Session::decode(black_box(&SESSION)));
});

/// Every value, those in a list or a map too.
fn read(value: Value<'_>) {
    match value {
        Value::List(list) => list.iter().for_each(keep),
        Value::Map(map) => map.iter().for_each(keep),
        value => keep(value),
    }
}

fn keep<T>(value: T) {
    let _ = black_box(value);
}
