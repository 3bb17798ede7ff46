//! Head of the program that links the whole public API; `cargo xtask test no-panic` appends the list of its functions.
//!
//! The panic handler calls what is defined nowhere, and there is no allocator: whoever reaches either cannot be linked.
#![no_std]
#![no_main]

use core::hint::black_box;

unsafe extern "C" {
    /// Defined nowhere.
    fn tvpass_panic_path_remains() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: never runs, since an image that reaches it does not link.
    unsafe { tvpass_panic_path_remains() }
}

/// The address of a function, which the compiler then has to keep for any argument.
#[allow(dead_code)]
struct Root(*const ());

// SAFETY: an address is a number.
unsafe impl Sync for Root {}

/// The simplest hasher, since the standard library's needs an operating system.
pub struct Sum(u64);

impl core::hash::Hasher for Sum {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(u64::from(*byte));
        }
    }
}

/// A user's visitor that overrides nothing.
pub struct Visitor;

impl tvpass::endpoint::ProfileVisitor<'_> for Visitor {}

/// A user's visitor that wants the values.
pub struct Values;

impl<'a> tvpass::endpoint::ProfileVisitor<'a> for Values {
    fn value(&mut self, token: tvpass::json::Private<tvpass::json::Token<'a>>) {
        black_box(token);
    }
}

/// A format of `serde` that takes every value and keeps none.
#[derive(Clone, Copy)]
pub struct Discard;

macro_rules! values {
    ($($name:ident: $kind:ty),* $(,)?) => { $(
        fn $name(self, value: $kind) -> core::fmt::Result {
            black_box(value);
            Ok(())
        }
    )* };
}

macro_rules! compounds {
    ($($name:ident($($argument:ty),*)),* $(,)?) => { $(
        fn $name(self, $(_: $argument),*) -> Result<Self, core::fmt::Error> {
            Ok(self)
        }
    )* };
}

impl serde::Serializer for Discard {
    type Ok = ();
    type Error = core::fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = serde::ser::Impossible<(), core::fmt::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = serde::ser::Impossible<(), core::fmt::Error>;

    values! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    compounds! {
        serialize_seq(Option<usize>), serialize_tuple(usize), serialize_tuple_struct(&'static str, usize),
        serialize_map(Option<usize>), serialize_struct(&'static str, usize),
    }

    fn serialize_none(self) -> core::fmt::Result {
        Ok(())
    }

    fn serialize_unit(self) -> core::fmt::Result {
        Ok(())
    }

    fn serialize_some<T: serde::Serialize + ?Sized>(self, value: &T) -> core::fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> core::fmt::Result {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: serde::Serialize + ?Sized>(self, _: &'static str, value: &T) -> core::fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: serde::Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> core::fmt::Result {
        value.serialize(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, core::fmt::Error> {
        Err(core::fmt::Error)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, core::fmt::Error> {
        Err(core::fmt::Error)
    }

    fn collect_str<T: core::fmt::Display + ?Sized>(self, value: &T) -> core::fmt::Result {
        core::fmt::Write::write_fmt(&mut Discard, format_args!("{value}"))
    }
}

impl core::fmt::Write for Discard {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        black_box(text);
        Ok(())
    }
}

macro_rules! parts {
    ($($part:ident::$add:ident($($name:ty)?)),* $(,)?) => { $(
        impl serde::ser::$part for Discard {
            type Ok = ();
            type Error = core::fmt::Error;

            fn $add<T: serde::Serialize + ?Sized>(&mut self, $(_: $name,)? value: &T) -> core::fmt::Result {
                value.serialize(*self)
            }

            fn end(self) -> core::fmt::Result {
                Ok(())
            }
        }
    )* };
}

parts! {
    SerializeSeq::serialize_element(), SerializeTuple::serialize_element(), SerializeTupleStruct::serialize_field(),
    SerializeStruct::serialize_field(&'static str),
}

impl serde::ser::SerializeMap for Discard {
    type Ok = ();
    type Error = core::fmt::Error;

    fn serialize_key<T: serde::Serialize + ?Sized>(&mut self, key: &T) -> core::fmt::Result {
        key.serialize(*self)
    }

    fn serialize_value<T: serde::Serialize + ?Sized>(&mut self, value: &T) -> core::fmt::Result {
        value.serialize(*self)
    }

    fn end(self) -> core::fmt::Result {
        Ok(())
    }
}

/// An object of texts that nobody knows while the program is compiled, with so many members yet to come.
pub struct Members(usize);

/// Two members, as far as the compiler can tell any.
pub fn members() -> Members {
    Members(black_box(2))
}

type Text = serde::de::value::BorrowedStrDeserializer<'static, serde::de::value::Error>;

impl serde::Deserializer<'static> for Members {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: serde::de::Visitor<'static>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(self)
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl serde::de::MapAccess<'static> for Members {
    type Error = serde::de::value::Error;

    fn next_key_seed<K: serde::de::DeserializeSeed<'static>>(&mut self, key: K) -> Result<Option<K::Value>, Self::Error> {
        let Some(rest) = self.0.checked_sub(1) else { return Ok(None) };
        self.0 = rest;
        key.deserialize(Text::new(black_box(""))).map(Some)
    }

    fn next_value_seed<V: serde::de::DeserializeSeed<'static>>(&mut self, value: V) -> Result<V::Value, Self::Error> {
        value.deserialize(Text::new(black_box("")))
    }
}

#[unsafe(no_mangle)]
extern "C" fn _start() -> ! {
    black_box(&ROOTS);
    loop {
        core::hint::spin_loop();
    }
}
