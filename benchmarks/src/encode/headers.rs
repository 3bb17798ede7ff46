//! W4: the three headers that say what device this is, from their fields to their values.

use super::comparable_headers;
use super::fixed::Fixed;
use super::input::{DEVICE, DEVICE_ID, Device, FRAMEWORK_STATUS, FrameworkStatus};
use super::json::{CoreFmt, Json, JsonWriter, Pushing};
use crate::peer::{Operation, Peer};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::hint::black_box;

pub fn peers() -> Vec<Peer> {
    vec![
        Peer { name: "serde_json reused + base64", prepare: in_place::<SerdeJson> },
        Peer { name: "serde-json-core + base64", prepare: in_place::<SerdeJsonCore> },
        Peer { name: "slice pushing + base64", prepare: in_place::<Pushing> },
        Peer { name: "core::fmt + base64", prepare: in_place::<CoreFmt> },
        Peer { name: "format! + serde_json + base64", prepare: |_| Box::new(Allocated::default()) },
    ]
}

struct SerdeJson;

impl SerdeJson {
    fn write(value: &impl serde::Serialize, out: &mut Json) -> Option<()> {
        out.push_with(|rest| {
            let room = rest.len();
            let mut rest = rest;
            serde_json::to_writer(&mut rest, value).ok()?;
            Some(room - rest.len())
        })
    }
}

impl JsonWriter for SerdeJson {
    fn device(device: &Device, out: &mut Json) -> Option<()> {
        Self::write(device, out)
    }

    fn framework_status(status: &FrameworkStatus, out: &mut Json) -> Option<()> {
        Self::write(status, out)
    }
}

struct SerdeJsonCore;

impl JsonWriter for SerdeJsonCore {
    fn device(device: &Device, out: &mut Json) -> Option<()> {
        out.push_with(|rest| serde_json_core::to_slice(device, rest).ok())
    }

    fn framework_status(status: &FrameworkStatus, out: &mut Json) -> Option<()> {
        out.push_with(|rest| serde_json_core::to_slice(status, rest).ok())
    }
}

/// Three header values in memory of the caller's.
struct InPlace {
    json: Json,
    values: [Fixed<768>; 3],
    device: fn(&Device, &mut Json) -> Option<()>,
    framework_status: fn(&FrameworkStatus, &mut Json) -> Option<()>,
}

fn in_place<W: JsonWriter>(_document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(InPlace {
        json: Fixed::new(),
        values: [Fixed::new(), Fixed::new(), Fixed::new()],
        device: W::device,
        framework_status: W::framework_status,
    })
}

fn push_base64(bytes: &[u8], out: &mut Fixed<768>) -> Option<()> {
    out.push_with(|rest| STANDARD.encode_slice(bytes, rest).ok())
}

impl Operation for InPlace {
    fn run(&mut self) -> Option<u64> {
        let [device, identifier, status] = &mut self.values;
        self.json.clear();
        (self.device)(black_box(&DEVICE), &mut self.json)?;
        device.clear();
        push_base64(self.json.as_bytes(), device)?;
        identifier.clear();
        identifier.push(b"fingerprint ")?;
        push_base64(black_box(DEVICE_ID).as_bytes(), identifier)?;
        self.json.clear();
        (self.framework_status)(black_box(&FRAMEWORK_STATUS), &mut self.json)?;
        status.clear();
        push_base64(self.json.as_bytes(), status)?;
        Some(self.values.iter().map(|value| value.as_bytes().len() as u64).sum())
    }

    fn output(&self) -> Vec<String> {
        comparable_headers(self.values.each_ref().map(Fixed::as_bytes))
    }

    fn memory(&self) -> usize {
        size_of_val(&self.json) + size_of_val(&self.values)
    }
}

/// Three header values as strings of their own.
#[derive(Default)]
struct Allocated {
    values: [String; 3],
}

impl Operation for Allocated {
    fn run(&mut self) -> Option<u64> {
        let device = serde_json::to_string(black_box(&DEVICE)).ok()?;
        let status = serde_json::to_string(black_box(&FRAMEWORK_STATUS)).ok()?;
        self.values = [
            STANDARD.encode(device),
            format!("fingerprint {}", STANDARD.encode(black_box(DEVICE_ID))),
            STANDARD.encode(status),
        ];
        Some(self.values.iter().map(|value| value.len() as u64).sum())
    }

    fn output(&self) -> Vec<String> {
        comparable_headers(self.values.each_ref().map(String::as_bytes))
    }
}
