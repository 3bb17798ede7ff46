//! The open enumerations of the wire: text in JavaScript, with the known values in its type.

use tvpass::endpoint::{
    ActionName, ActionType, AttributeState, BoardingStatus, DecisionSource, LogoutActionName, LogoutActionType,
    ProfileType, ReasonType,
};
use tvpass::message::{
    AccessStatus, Action, BrowserName, BrowserVendor, DcrErrorCode, HardwareType, OsFamily, OsName, OsVendor,
};

use super::{Plain, Sheet};

macro_rules! enumerations {
    ($( $(#[doc = $doc:literal])* $enumeration:ident = $wire:literal, )*) => {
        $(
            impl Plain for $enumeration<'_> {
                fn type_name() -> &'static str {
                    stringify!($enumeration)
                }

                fn write(&self, sheet: &mut Sheet<'_, '_>) {
                    sheet.text(&self.as_text());
                }
            }
        )*

        /// All of them, for TypeScript.
        #[cfg(not(target_family = "wasm"))]
        pub(crate) fn enumerations() -> alloc::vec::Vec<super::Enumeration> {
            alloc::vec![$( super::Enumeration {
                name: stringify!($enumeration),
                wire: $wire,
                doc: &[$($doc),*],
                values: $enumeration::NAMES,
            } ),*]
        }
    };
}

enumerations! {
    /// What to do next with a session.
    ActionName = "actionName",
    /// Who does it: the viewer, or the application.
    ActionType = "actionType",
    /// Why.
    ReasonType = "reasonType",
    /// How a profile came about.
    ProfileType = "profileType",
    /// Whether an attribute can be read, or is encrypted for the programmer.
    AttributeState = "attributeState",
    /// Who decided.
    DecisionSource = "decisionSource",
    /// What to do next to log out.
    LogoutActionName = "logoutActionName",
    /// Who does it.
    LogoutActionType = "logoutActionType",
    /// How far a provider is integrated with the platform.
    BoardingStatus = "boardingStatus",
    /// What an error asks for.
    Action = "action",
    /// The error of a registration.
    DcrErrorCode = "dcrError",
    /// Whether the viewer lets the application see the subscription.
    AccessStatus = "accessStatus",
    /// The kind of device.
    HardwareType = "primaryHardwareType",
    /// The operating system.
    OsName = "osName",
    /// The operating system's family.
    OsFamily = "osFamily",
    /// The operating system's vendor.
    OsVendor = "osVendor",
    /// The browser.
    BrowserName = "browserName",
    /// The browser's vendor.
    BrowserVendor = "browserVendor",
}
