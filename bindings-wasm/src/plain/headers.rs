//! Decoded values of headers.

use tvpass::json::{Map, Text};
use tvpass::message::{
    DeviceIdentifier, FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo, PartnerFrameworkStatus,
};

use super::{Plain, Sheet, key, record};

record! {
    /// An error of the partner's framework.
    FrameworkError {
        optional code = "code",
        optional message = "message",
    }
}

/// A device's id as a list of its bytes, for an id need not be text.
pub(crate) struct Identifier<'a>(pub(crate) DeviceIdentifier<'a>);

impl Plain for Identifier<'_> {
    fn type_name() -> &'static str {
        "number[]"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.list(self.0.reveal().iter().map(|byte| u32::from(*byte)));
    }
}

/// A framework's status without the levels that it has on the wire.
pub(crate) struct FrameworkStatus<'a>(pub(crate) PartnerFrameworkStatus<'a>);

tvpass::carried!(PartnerFrameworkStatus: 2);
tvpass::carried!(FrameworkPermissionInfo: 2);
tvpass::carried!(FrameworkProviderInfo: 3);

impl Plain for FrameworkStatus<'_> {
    fn type_name() -> &'static str {
        "PartnerFrameworkStatus"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        let PartnerFrameworkStatus { permission, provider, .. } = &self.0;
        sheet.object(|sheet| {
            sheet.member(key!("accessStatus"), &permission.access_status);
            sheet.member(key!("permissionError"), &permission.error);
            sheet.member(key!("providerId"), &provider.id);
            sheet.member(key!("expirationDate"), &provider.expiration_date);
            sheet.member(key!("providerError"), &provider.error);
        });
    }
}

/// Names and values in their order, which an object of JavaScript would not keep for names of digits.
pub(crate) struct TempPassKeys<'a>(pub(crate) Map<'a>);

impl Plain for TempPassKeys<'_> {
    fn type_name() -> &'static str {
        "[name: string, value: string][]"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.list(self.0.iter().map(|(name, value)| Pair(name, value.as_text().unwrap_or_default())));
    }
}

struct Pair<'a>(Text<'a>, Text<'a>);

impl Plain for Pair<'_> {
    fn type_name() -> &'static str {
        "[string, string]"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.list([self.0, self.1]);
    }
}
