//! Decoding only: a profiles answer with every attribute, and a session.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::endpoint::{ProfileEvent, ProfileEvents, Session};
use tvpass::json::Value;

tvpass_firmware_image::input!(
    PROFILES,
    br#"{"profiles":{"Cablevision":{"notBefore":1762774800000,"notAfter":1765366800000,"issuer":"Cablevision",
    "type":"regular","attributes":{"userID":{"value":"dmlld2Vy\/Zg==","state":"plain"},
    "zip":{"value":["10001","94110"],"state":"plain"},
    "maxRating":{"value":{"MPAA":"PG-13","URL":"http:\/\/ratings.example.com\/"},"state":"plain"}}}}}"#
);

tvpass_firmware_image::input!(
    SESSION,
    br#"{"actionName":"authenticate","actionType":"interactive","reasonType":"none","code":"8ADF2",
    "url":"/api/v2/authenticate/REF30/8ADF2","sessionId":"1b614390","mvpd":"Cablevision","serviceProvider":"REF30",
    "notBefore":"1733735289035","notAfter":"1733737089035"}"#
);

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
