//! The server half of `profiles`: the answer from its pieces.

use super::profile::ProfileEvent;
use crate::json::{Field, Writer};
use crate::output::{Output, TooSmall};

/// Writes a profiles answer from its pieces, in the order in which [`ProfileEvents`](super::ProfileEvents) yields them.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// use tvpass::endpoint::{encode_profiles, ProfileEvent};
///
/// let mut buffer = [0; 64];
/// assert_eq!(encode_profiles([], &mut buffer), Ok(&br#"{"profiles":{}}"#[..]));
/// ```
pub fn encode_profiles<'e, 'b>(
    events: impl IntoIterator<Item = ProfileEvent<'e>>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    let mut written = Written::Nothing;
    writer.begin_object();
    writer.key("profiles");
    writer.begin_object();
    for event in events {
        write_event(&mut writer, &event, &mut written);
    }
    writer.end_object();
    writer.end_object();
    output.finish()
}

/// Progress of the attributes of the present profile; they can come before or after its other fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Nothing,
    Some,
    All,
}

fn write_event(writer: &mut Writer<'_, '_>, event: &ProfileEvent<'_>, written: &mut Written) {
    let opens = match event {
        ProfileEvent::Attribute(_) => *written != Written::Some,
        ProfileEvent::End => *written == Written::Nothing,
        _ => false,
    };
    if opens {
        writer.key("attributes");
        writer.begin_object();
        *written = Written::Some;
    }
    if *written == Written::Some && !matches!(event, ProfileEvent::Attribute(_)) {
        writer.end_object();
        *written = Written::All;
    }
    match event {
        ProfileEvent::Begin(mvpd) => {
            writer.text_key(mvpd);
            writer.begin_object();
            *written = Written::Nothing;
        }
        ProfileEvent::NotBefore(time) => write_field(writer, "notBefore", time),
        ProfileEvent::NotAfter(time) => write_field(writer, "notAfter", time),
        ProfileEvent::Issuer(issuer) => write_field(writer, "issuer", issuer),
        ProfileEvent::Type(profile_type) => write_field(writer, "type", profile_type),
        ProfileEvent::SessionId(session_id) => write_field(writer, "sessionId", session_id),
        ProfileEvent::Attribute(attribute) => {
            writer.text_key(&attribute.name);
            attribute.body().write(writer);
        }
        ProfileEvent::End => writer.end_object(),
    }
}

fn write_field<'a>(writer: &mut Writer<'_, '_>, name: &'static str, value: &impl Field<'a>) {
    writer.key(name);
    value.write(writer);
}
