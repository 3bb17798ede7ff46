//! The server half of `profiles`: the answer from its pieces.

use super::profile::ProfilePiece;
use crate::json::{Field, Writer};
use crate::output::{Output, TooSmall};

/// Writes a profiles answer from its pieces. Those of a profile stand between its beginning and its end.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// use tvpass::endpoint::{encode_profiles, ProfilePiece};
///
/// let mut buffer = [0; 64];
/// assert_eq!(encode_profiles([], &mut buffer), Ok(&br#"{"profiles":{}}"#[..]));
/// ```
pub fn encode_profiles<'e, 'b>(
    pieces: impl IntoIterator<Item = ProfilePiece<'e>>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    let mut written = Written::Nothing;
    writer.begin_object();
    writer.key("profiles");
    writer.begin_object();
    for piece in pieces {
        write_piece(&mut writer, &piece, &mut written);
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

fn write_piece(writer: &mut Writer<'_, '_>, piece: &ProfilePiece<'_>, written: &mut Written) {
    let opens = match piece {
        ProfilePiece::Attribute(_) => *written != Written::Some,
        ProfilePiece::End => *written == Written::Nothing,
        _ => false,
    };
    if opens {
        writer.key("attributes");
        writer.begin_object();
        *written = Written::Some;
    }
    if *written == Written::Some && !matches!(piece, ProfilePiece::Attribute(_)) {
        writer.end_object();
        *written = Written::All;
    }
    match piece {
        ProfilePiece::Begin(mvpd) => {
            writer.text_key(mvpd);
            writer.begin_object();
            *written = Written::Nothing;
        }
        ProfilePiece::NotBefore(time) => write_field(writer, "notBefore", time),
        ProfilePiece::NotAfter(time) => write_field(writer, "notAfter", time),
        ProfilePiece::Issuer(issuer) => write_field(writer, "issuer", issuer),
        ProfilePiece::Type(profile_type) => write_field(writer, "type", profile_type),
        ProfilePiece::SessionId(session_id) => write_field(writer, "sessionId", session_id),
        ProfilePiece::Attribute(attribute) => {
            writer.text_key(&attribute.name);
            attribute.body().write(writer);
        }
        ProfilePiece::End => writer.end_object(),
    }
}

fn write_field<'a>(writer: &mut Writer<'_, '_>, name: &'static str, value: &impl Field<'a>) {
    writer.key(name);
    value.write(writer);
}
