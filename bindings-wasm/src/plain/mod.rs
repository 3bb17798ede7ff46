//! Values of the core as JSON for JavaScript: the wire's names, text without escapes of its own, times as numbers of
//! milliseconds, lists always there, and what is absent left out.

mod answers;
#[cfg(not(target_family = "wasm"))]
mod declaration;
mod devices;
mod enumerations;
mod errors;
mod headers;
mod outcome;
mod question;
mod record;
mod request;
mod sheet;
#[cfg(feature = "single-sign-on")]
mod single_sign_on;
mod step;
mod values;

pub(crate) use answers::{write_beside, write_mvpds};
pub(crate) use errors::{HeaderFailure, InvalidHeader, Misuse};
pub(crate) use headers::{FrameworkStatus, Identifier, TempPassKeys};
pub(crate) use record::record;
pub(crate) use sheet::{Form, Json, Key, Sheet, key, refused, value, written};
pub(crate) use step::AnyStep;

#[cfg(not(target_family = "wasm"))]
pub(crate) use {
    declaration::{Enumeration, Interface, Member},
    enumerations::enumerations,
    record::declare,
};

/// All records, for TypeScript.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn interfaces() -> alloc::vec::Vec<Interface> {
    let interfaces = [
        answers::interfaces(),
        devices::interfaces(),
        headers::interfaces(),
        #[cfg(feature = "single-sign-on")]
        single_sign_on::interfaces(),
    ];
    interfaces.into_iter().flatten().collect()
}

/// A value that can be written for JavaScript.
pub(crate) trait Plain {
    /// Its type in TypeScript, which the module itself has no use for.
    #[cfg_attr(target_family = "wasm", allow(dead_code))]
    fn type_name() -> &'static str
    where
        Self: Sized;

    /// Writes it, or nothing if it is absent.
    fn write(&self, sheet: &mut Sheet<'_, '_>);
}
