//! Strict JSON for hostile input: values that borrow from the text and were checked as it was read, and a writer into the
//! caller's buffer.
//!
//! Texts are exactly those of RFC 8259 in valid UTF-8, nested at most [`MAX_DEPTH`] levels, with every escaped surrogate
//! paired. Each byte is looked at once, nothing is copied, and nothing recurses.
//!
//! ```
//! use tvpass::json::{check, ErrorKind};
//!
//! assert!(check(br#"{"profiles": {}}"#).is_ok());
//! let error = check(br#"{"profiles": {},}"#).unwrap_err();
//! assert_eq!((error.kind(), error.offset()), (ErrorKind::Syntax, 16));
//! ```

mod checked;
mod class;
mod contents;
mod double;
mod error;
mod field;
mod lane;
mod name;
mod number;
mod printable;
mod private;
mod reader;
mod record;
mod scan;
mod secret;
#[cfg(feature = "serde")]
mod serial;
mod text;
mod texts;
mod time;
mod token;
mod value;
mod writer;

pub use checked::Checked;
pub use class::{FieldClass, FieldDefinition, FieldKind};
pub use contents::{ListIter, MapIter};
pub use error::{Error, ErrorKind};
pub use lane::MAX_DEPTH;
pub use number::Number;
pub use printable::Printable;
pub use private::Private;
#[doc(hidden)]
pub use reader::Reader;
pub use secret::Secret;
pub use text::{Chars, Piece, Pieces, Text};
pub use texts::{Texts, TextsIter};
pub use time::Timestamp;
pub use token::Token;
pub use value::{List, Map, Value};
pub use writer::Writer;

pub(crate) use class::{Shape, item_key};
pub(crate) use field::{Field, StringNumber, decode, read, read_informational, read_into, whole_number};
pub(crate) use lane::{Lane, Members, Paused, Rest, array, behind_colon, key, strip};
pub(crate) use name::{Name, Names, known_name, names, pack, packed_length};
pub(crate) use reader::{Begun, Pause};
pub(crate) use record::{open_enum, record};
pub(crate) use scan::blanks;
#[cfg(feature = "serde")]
pub(crate) use serial::{InText, deserial_record, members, serial_record};
pub(crate) use time::later;

/// Says whether `bytes` are one JSON text and nothing else.
///
/// # Errors
/// The first place where they are not, see [`ErrorKind`].
///
/// ```
/// assert!(tvpass::json::check(b"[1, 2]").is_ok());
/// assert_eq!(tvpass::json::check(b"[1, 2").unwrap_err().offset(), 5);
/// ```
pub fn check(bytes: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::new(bytes);
    reader.skip();
    reader.finish()
}
