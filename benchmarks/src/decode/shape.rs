//! Reading through serde without building anything: each shape folds its value into the checksum as it passes.

use crate::checksum::Checksum;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// The shape of one place of a message.
pub trait Shape {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, tag: u64, checksum: &mut Checksum) -> Result<(), D::Error>;
}

/// Hands a shape its checksum through serde's access traits.
pub struct Seed<'c, S> {
    pub tag: u64,
    pub checksum: &'c mut Checksum,
    shape: PhantomData<S>,
}

impl<'c, S> Seed<'c, S> {
    pub fn new(tag: u64, checksum: &'c mut Checksum) -> Self {
        Self { tag, checksum, shape: PhantomData }
    }
}

impl<'de, S: Shape> DeserializeSeed<'de> for Seed<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        S::read(deserializer, self.tag, self.checksum)
    }
}

macro_rules! scalar {
    ($(#[$doc:meta])* $shape:ident, $deserialize:ident, $visit:ident($value:ty), $fold:expr) => {
        $(#[$doc])*
        pub struct $shape;

        impl Shape for $shape {
            fn read<'de, D: Deserializer<'de>>(
                deserializer: D,
                tag: u64,
                checksum: &mut Checksum,
            ) -> Result<(), D::Error> {
                deserializer.$deserialize(Seed::<Self>::new(tag, checksum))
            }
        }

        impl<'de> Visitor<'de> for Seed<'_, $shape> {
            type Value = ();

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str(stringify!($shape))
            }

            fn $visit<E: Error>(self, value: $value) -> Result<(), E> {
                let fold: fn(&mut Checksum, u64, $value) -> bool = $fold;
                if fold(self.checksum, self.tag, value) {
                    Ok(())
                } else {
                    Err(E::custom("not a timestamp"))
                }
            }
        }
    };
}

scalar!(Text, deserialize_str, visit_str(&str), |checksum, tag, value| {
    checksum.text(tag, value);
    true
});
scalar!(Number, deserialize_u64, visit_u64(u64), |checksum, tag, value| {
    checksum.number(tag, value);
    true
});
scalar!(Flag, deserialize_bool, visit_bool(bool), |checksum, tag, value| {
    checksum.flag(tag, value);
    true
});
scalar!(
    /// Milliseconds as a text of digits.
    Timestamp,
    deserialize_str,
    visit_str(&str),
    Checksum::digits
);

/// A value or `null`.
pub struct Nullable<S>(PhantomData<S>);

impl<S: Shape> Shape for Nullable<S> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, tag: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        deserializer.deserialize_option(Seed::<Self>::new(tag, checksum))
    }
}

impl<'de, S: Shape> Visitor<'de> for Seed<'_, Nullable<S>> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        S::read(deserializer, self.tag, self.checksum)
    }
}

/// A list of values of one shape.
pub struct List<S>(PhantomData<S>);

impl<S: Shape> Shape for List<S> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, tag: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        deserializer.deserialize_seq(Seed::<Self>::new(tag, checksum))
    }
}

impl<'de, S: Shape> Visitor<'de> for Seed<'_, List<S>> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Seed::<S>::new(self.tag, self.checksum))?.is_some() {}
        Ok(())
    }
}

/// An object whose members' names are data; they count under the field that holds them, as their values do.
pub struct Map<S>(PhantomData<S>);

impl<S: Shape> Shape for Map<S> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, tag: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        deserializer.deserialize_map(Seed::<Self>::new(tag, checksum))
    }
}

impl<'de, S: Shape> Visitor<'de> for Seed<'_, Map<S>> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key_seed(Seed::<Text>::new(self.tag, self.checksum))?.is_some() {
            map.next_value_seed(Seed::<S>::new(self.tag, self.checksum))?;
        }
        Ok(())
    }
}

/// A member of an object that nobody asked for.
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// An object with named fields: `Variant: "wireName" => Shape`.
macro_rules! object {
    ($name:ident $(<$inner:ident>)? { $($field:ident: $wire:literal => $shape:ty,)+ }) => {
        pub struct $name $(<$inner>(std::marker::PhantomData<$inner>))?;

        const _: () = {
            use $crate::checksum::{Checksum, tag};
            use $crate::decode::shape::{Seed, Shape, skip};
            use serde::Deserialize;
            use serde::de::{Deserializer, MapAccess, Visitor};
            use std::fmt;

            #[derive(Deserialize)]
            #[serde(field_identifier)]
            enum Field {
                $(#[serde(rename = $wire)] $field,)+
                #[serde(other)]
                Other,
            }

            impl $(<$inner: Shape>)? Shape for $name $(<$inner>)? {
                fn read<'de, D: Deserializer<'de>>(
                    deserializer: D,
                    tag: u64,
                    checksum: &mut Checksum,
                ) -> Result<(), D::Error> {
                    deserializer.deserialize_map(Seed::<Self>::new(tag, checksum))
                }
            }

            impl<'de, $($inner: Shape)?> Visitor<'de> for Seed<'_, $name $(<$inner>)?> {
                type Value = ();

                fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                    formatter.write_str(stringify!($name))
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
                    let checksum = self.checksum;
                    while let Some(field) = map.next_key::<Field>()? {
                        match field {
                            $(Field::$field => {
                                let seed = Seed::<$shape>::new(const { tag($wire) }, checksum);
                                map.next_value_seed(seed)?;
                            })+
                            Field::Other => skip(&mut map)?,
                        }
                    }
                    Ok(())
                }
            }
        };
    };
}
pub(crate) use object;
