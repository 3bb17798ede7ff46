//! JSON written without a serialiser: through core::fmt, and by pushing slices.

use super::fixed::Fixed;
use super::input::{Device, FrameworkStatus};
use std::fmt::{self, Write as _};

/// A peer that writes JSON into memory that is kept between runs.
pub trait JsonWriter: 'static {
    fn device(device: &Device, out: &mut Json) -> Option<()>;
    fn framework_status(status: &FrameworkStatus, out: &mut Json) -> Option<()>;
}

pub type Json = Fixed<512>;

/// The escape of a character that may not stand in a JSON text; all that this data can hold.
fn escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("\\\""),
        b'\\' => Some("\\\\"),
        b'\n' => Some("\\n"),
        b'\r' => Some("\\r"),
        b'\t' => Some("\\t"),
        _ => None,
    }
}

/// Splits a text at its escapes: plain, escape, plain, escape, …
fn escaped<E>(text: &str, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(escape) = escape(byte) {
            write(&text[plain..at])?;
            write(escape)?;
            plain = at + 1;
        }
    }
    write(&text[plain..])
}

pub struct CoreFmt;

struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        escaped(self.0, |part| formatter.write_str(part))
    }
}

impl JsonWriter for CoreFmt {
    fn device(device: &Device, out: &mut Json) -> Option<()> {
        write!(
            out,
            concat!(
                r#"{{"model":"{}","version":"{}","osName":"{}","osVersion":"{}","#,
                r#""connectionType":"{}","primaryHardwareType":"{}","manufacturer":"{}","#,
                r#""displayWidth":{},"displayHeight":{},"connectionIp":"{}","#,
                r#""connectionPort":{},"connectionSecure":{},"applicationId":"{}"}}"#,
            ),
            Escaped(device.model),
            Escaped(device.version),
            Escaped(device.os_name),
            Escaped(device.os_version),
            Escaped(device.connection_type),
            Escaped(device.primary_hardware_type),
            Escaped(device.manufacturer),
            device.display_width,
            device.display_height,
            Escaped(device.connection_ip),
            device.connection_port,
            device.connection_secure,
            Escaped(device.application_id),
        )
        .ok()
    }

    fn framework_status(status: &FrameworkStatus, out: &mut Json) -> Option<()> {
        write!(
            out,
            concat!(
                r#"{{"frameworkPermissionInfo":{{"accessStatus":"{}"}},"#,
                r#""frameworkProviderInfo":{{"id":"{}","expirationDate":"{}"}}}}"#,
            ),
            Escaped(status.framework_permission_info.access_status),
            Escaped(status.framework_provider_info.id),
            status.framework_provider_info.expiration_date,
        )
        .ok()
    }
}

pub struct Pushing;

fn push_text(out: &mut Json, name: &[u8], text: &str) -> Option<()> {
    out.push(name)?;
    out.push(b"\"")?;
    escaped(text, |part| out.push(part.as_bytes()).ok_or(())).ok()?;
    out.push(b"\"")
}

fn push_number(out: &mut Json, name: &[u8], number: u64) -> Option<()> {
    out.push(name)?;
    out.push_decimal(number)
}

impl JsonWriter for Pushing {
    fn device(device: &Device, out: &mut Json) -> Option<()> {
        push_text(out, br#"{"model":"#, device.model)?;
        push_text(out, br#","version":"#, device.version)?;
        push_text(out, br#","osName":"#, device.os_name)?;
        push_text(out, br#","osVersion":"#, device.os_version)?;
        push_text(out, br#","connectionType":"#, device.connection_type)?;
        push_text(out, br#","primaryHardwareType":"#, device.primary_hardware_type)?;
        push_text(out, br#","manufacturer":"#, device.manufacturer)?;
        push_number(out, br#","displayWidth":"#, device.display_width.into())?;
        push_number(out, br#","displayHeight":"#, device.display_height.into())?;
        push_text(out, br#","connectionIp":"#, device.connection_ip)?;
        push_number(out, br#","connectionPort":"#, device.connection_port.into())?;
        out.push(if device.connection_secure {
            br#","connectionSecure":true"#
        } else {
            br#","connectionSecure":false"#.as_slice()
        })?;
        push_text(out, br#","applicationId":"#, device.application_id)?;
        out.push(b"}")
    }

    fn framework_status(status: &FrameworkStatus, out: &mut Json) -> Option<()> {
        let permission = &status.framework_permission_info;
        let provider = &status.framework_provider_info;
        push_text(out, br#"{"frameworkPermissionInfo":{"accessStatus":"#, permission.access_status)?;
        push_text(out, br#"},"frameworkProviderInfo":{"id":"#, provider.id)?;
        push_number(out, br#","expirationDate":""#, provider.expiration_date)?;
        out.push(b"\"}}")
    }
}
