//! The server half of `configuration`: the answer from its parts.

use super::{Domain, Mvpd};
use crate::json::{Field, Text, Writer};
use crate::output::{Output, TooSmall};

/// Writes a configuration: settings, then the requestor with its domains and MVPDs, in one form of the two that are
/// documented.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// use tvpass::endpoint::encode_configuration;
///
/// let mut buffer = [0; 96];
/// let body = encode_configuration("REF30", "Reference", [], [], &mut buffer).unwrap();
/// assert_eq!(body, br#"{"requestor":{"id":"REF30","name":"Reference","domains":[],"mvpds":[]}}"#);
/// ```
pub fn encode_configuration<'e, 'b>(
    id: impl Into<Text<'e>>,
    name: impl Into<Text<'e>>,
    domains: impl IntoIterator<Item = Domain<'e>>,
    mvpds: impl IntoIterator<Item = Mvpd<'e>>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    writer.begin_object();
    writer.key("requestor");
    writer.begin_object();
    writer.key("id");
    writer.text(&id.into());
    writer.key("name");
    writer.text(&name.into());
    write_list(&mut writer, "domains", domains);
    write_list(&mut writer, "mvpds", mvpds);
    writer.end_object();
    writer.end_object();
    output.finish()
}

pub(in crate::endpoint) fn write_list<'e, T: Field<'e>>(
    writer: &mut Writer<'_, '_>,
    name: &'static str,
    items: impl IntoIterator<Item = T>,
) {
    writer.key(name);
    writer.begin_list();
    for item in items {
        item.write(writer);
    }
    writer.end_list();
}
