//! The types of single values.

use tvpass::json::{List, Map, Number, Private, Secret, Text, Texts, Timestamp, Value};
use tvpass::message::TextOrHost;

use super::{Plain, Sheet};

/// A value that is text or a number in JavaScript.
macro_rules! plain {
    ($( $type:ty: $name:literal, |$value:ident, $sheet:ident| $write:expr; )*) => { $(
        impl Plain for $type {
            fn type_name() -> &'static str {
                $name
            }

            fn write(&self, $sheet: &mut Sheet<'_, '_>) {
                let $value = self;
                $write;
            }
        }
    )* };
}

plain! {
    Text<'_>: "string", |text, sheet| sheet.text(text);
    &str: "string", |text, sheet| sheet.text(&Text::from(*text));
    Secret<'_>: "string", |secret, sheet| sheet.text(&secret.reveal());
    TextOrHost<'_>: "string", |text, sheet| sheet.text(&text.0);
    Texts<'_>: "string[]", |texts, sheet| sheet.list(texts.iter());
    bool: "boolean", |value, sheet| sheet.raw(if *value { "true" } else { "false" });
    u16: "number", |number, sheet| sheet.number(u64::from(*number));
    u32: "number", |number, sheet| sheet.number(u64::from(*number));
    u64: "number", |number, sheet| sheet.number(*number);
    usize: "number", |number, sheet| sheet.number(*number as u64);
    Number<'_>: "number", |number, sheet| sheet.number_text(&number.as_text());
    Timestamp: "number", |time, sheet| sheet.number(time.millis());
    Map<'_>: "{ [name: string]: Json }", |map, sheet| sheet.raw(map.as_json());
    List<'_>: "Json[]", |list, sheet| sheet.raw(list.as_json());
}

impl<T: Plain + Copy> Plain for Private<T> {
    fn type_name() -> &'static str {
        T::type_name()
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        self.reveal().write(sheet);
    }
}

impl Plain for Value<'_> {
    fn type_name() -> &'static str {
        "Json"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::Null => sheet.raw("null"),
            Self::Boolean(value) => value.write(sheet),
            Self::Number(number) => number.write(sheet),
            Self::Text(text) => text.write(sheet),
            Self::List(list) => list.write(sheet),
            Self::Map(map) => map.write(sheet),
        }
    }
}

impl<T: Plain> Plain for Option<T> {
    fn type_name() -> &'static str {
        T::type_name()
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        if let Some(value) = self {
            value.write(sheet);
        }
    }
}
