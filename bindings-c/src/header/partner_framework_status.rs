//! `AP-Partner-Framework-Status`.

use core::mem::MaybeUninit;

use tvpass::json::Timestamp;
use tvpass::message::{FrameworkError, FrameworkPermissionInfo, FrameworkProviderInfo, PartnerFrameworkStatus};

use crate::check::{Check, check};
use crate::to_c::{ToC, zero};
use crate::{tvpass_buffer, tvpass_detail, tvpass_enum_value, tvpass_result, tvpass_string, tvpass_text};

/// The answer of a partner's framework, such as Apple's Video Subscriber Account.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_partner_framework_status {
    /// The viewer's permission, as the protocol spells it: granted, denied, restricted or notDetermined.
    pub access_status: tvpass_string,
    /// The framework's error when it was asked for permission; both may be absent.
    pub permission_error_code: tvpass_string,
    /// Its message.
    pub permission_error_message: tvpass_string,
    /// The provider's id in the framework; absent when access is not granted.
    pub provider_id: tvpass_string,
    /// When the sign-in at the framework ends, in milliseconds since the Unix epoch; 0 leaves it out.
    pub expiration_date: u64,
    /// The framework's error when it was asked for the provider; both may be absent.
    pub provider_error_code: tvpass_string,
    /// Its message.
    pub provider_error_message: tvpass_string,
}

/// A received AP-Partner-Framework-Status. It borrows from the buffer that it was decoded in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_received_framework_status {
    /// The viewer's permission: tvpass_access_status.
    pub access_status: tvpass_enum_value,
    /// The framework's error when it was asked for permission.
    pub permission_error_code: tvpass_text,
    /// Its message.
    pub permission_error_message: tvpass_text,
    /// The provider's id in the framework.
    pub provider_id: tvpass_text,
    /// When the sign-in at the framework ends, in milliseconds since the Unix epoch; 0 if it is not told.
    pub expiration_date: u64,
    /// The framework's error when it was asked for the provider.
    pub provider_error_code: tvpass_text,
    /// Its message.
    pub provider_error_message: tvpass_text,
}

zero!(tvpass_received_framework_status);

impl tvpass_partner_framework_status {
    pub(crate) fn get(&self, check: &mut Check) -> PartnerFrameworkStatus<'static> {
        let mut status = PartnerFrameworkStatus::new({
            let mut permission =
                FrameworkPermissionInfo::new(check.required(&self.access_status, "accessStatus").into());
            permission.error = error(check, &self.permission_error_code, &self.permission_error_message);
            permission
        });
        status.provider = {
            let mut provider = FrameworkProviderInfo::default();
            provider.id = check.text(&self.provider_id, "id").map(Into::into);
            provider.expiration_date =
                (self.expiration_date != 0).then_some(Timestamp::from_millis(self.expiration_date));
            provider.error = error(check, &self.provider_error_code, &self.provider_error_message);
            provider
        };
        status
    }
}

/// An error of which nothing is known is none.
fn error(check: &mut Check, code: &tvpass_string, message: &tvpass_string) -> Option<FrameworkError<'static>> {
    let code = check.text(code, "code").map(Into::into);
    let message = check.text(message, "message").map(Into::into);
    (code.is_some() || message.is_some()).then_some({
        let mut error = FrameworkError::default();
        error.code = code;
        error.message = message;
        error
    })
}

tvpass::carried!(PartnerFrameworkStatus: 2);
tvpass::carried!(FrameworkPermissionInfo: 2);
tvpass::carried!(FrameworkProviderInfo: 3);
tvpass::carried!(FrameworkError: 2);

impl ToC<tvpass_received_framework_status> for PartnerFrameworkStatus<'static> {
    fn to_c(&self, place: &mut tvpass_received_framework_status) {
        self.permission.access_status.to_c(&mut place.access_status);
        if let Some(error) = &self.permission.error {
            error.code.to_c(&mut place.permission_error_code);
            error.message.to_c(&mut place.permission_error_message);
        }
        self.provider.id.to_c(&mut place.provider_id);
        self.provider.expiration_date.to_c(&mut place.expiration_date);
        if let Some(error) = &self.provider.error {
            error.code.to_c(&mut place.provider_error_code);
            error.message.to_c(&mut place.provider_error_message);
        }
    }
}

/// Writes the value of AP-Partner-Framework-Status.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_framework_status_encode(
    status: Option<&tvpass_partner_framework_status>,
    buffer: tvpass_buffer,
    value: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let status = check.require(status, "status")?.get(check);
        let written = status.encode_header(check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(value, written.as_str().into())
    })
}

/// 1 if single sign-on can rest on the status at this time: access granted, a provider known, and no lapsed date.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_framework_status_is_valid(
    status: Option<&tvpass_partner_framework_status>,
    unix_millis: u64,
) -> u8 {
    let mut check = Check::new();
    let is_valid = status.is_some_and(|status| status.get(&mut check).is_valid(Timestamp::from_millis(unix_millis)));
    u8::from(is_valid && !check.is_refused())
}

/// Reads the value of AP-Partner-Framework-Status, its JSON into the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_partner_framework_status_decode(
    value: tvpass_string,
    buffer: tvpass_buffer,
    status: Option<&mut MaybeUninit<tvpass_received_framework_status>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let value = check.required(&value, "AP-Partner-Framework-Status");
        let decoded = PartnerFrameworkStatus::decode_header(value, check.buffer(&buffer));
        let decoded = check.accept(decoded)?;
        check.put_converted(status, &decoded)
    })
}
