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
    /// The next step of a session.
    ActionName = "actionName",
    /// The actor of a session's next step: the viewer, or the application.
    ActionType = "actionType",
    /// Why.
    ReasonType = "reasonType",
    /// The origin of a profile: a sign-in, single sign-on, or temporary or degraded access.
    ProfileType = "profileType",
    /// The form of an attribute's value: readable, or encrypted for the programmer.
    AttributeState = "attributeState",
    /// The source of a decision.
    DecisionSource = "decisionSource",
    /// The next step of a logout.
    LogoutActionName = "logoutActionName",
    /// The actor of a logout's next step.
    LogoutActionType = "logoutActionType",
    /// The level of a provider's integration with the platform.
    BoardingStatus = "boardingStatus",
    /// The action that an error asks for.
    Action = "action",
    /// The error of a registration.
    DcrErrorCode = "dcrError",
    /// The viewer's permission for the application to see the subscription.
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
