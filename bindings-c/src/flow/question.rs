//! Questions to the viewer, or to a partner's framework.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::flow::{CodeExpired, DecidedPart, RememberedMvpd, Urls};

use crate::check::check;
use crate::flow::stop::told;
use crate::slot::{self, slot};
use crate::to_c::{ToC, zero};
use crate::{tvpass_configuration, tvpass_decision, tvpass_enhanced_error, tvpass_result, tvpass_string, tvpass_text};

/// Pointers' worth of memory in a tvpass_urls.
pub const TVPASS_URLS_POINTERS: usize = 4;
/// Pointers' worth of memory in a tvpass_decided_part.
pub const TVPASS_DECIDED_PART_POINTERS: usize = 8;

/// A code to show.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_code {
    /// The code to type on the other device.
    pub code: tvpass_string,
    /// The page that leads straight to the login of the MVPD; absent if something is left to choose.
    pub authenticate_url: tvpass_string,
    /// When the code expires, in milliseconds of the monotonic clock.
    pub expires_at_millis: u64,
}

/// A page to open.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_page {
    /// The address.
    pub url: tvpass_string,
    /// When it expires, in milliseconds of the monotonic clock.
    pub expires_at_millis: u64,
}

/// A link code to show. A QR code holds its text alone.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_link_code {
    /// The code to type on the other device. A secret until it is used.
    pub code: tvpass_text,
    /// When the code expires, in milliseconds of the monotonic clock.
    pub expires_at_millis: u64,
}

/// The MVPD of the last sign-in, as far as the installation knows it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_remembered_mvpd {
    /// Its id; absent if there is none.
    pub mvpd: tvpass_string,
    /// Its name for people; may be absent.
    pub name: tvpass_string,
    /// The address of its logo; may be absent.
    pub logo: tvpass_string,
}

zero!(tvpass_remembered_mvpd);

/// Why a code has expired.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_code_expired_reason {
    /// Its time has passed.
    TimePassed = 1,
    /// Its time has passed by the service's clock: error.
    Refused = 2,
    /// The application is no longer the one that asked for it.
    RegistrationLost = 3,
}

/// A code that has expired. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_code_expired {
    /// One of tvpass_code_expired_reason.
    pub reason: u32,
    /// The party that must act, one of tvpass_actor: the viewer, unless the polls failed to the last.
    pub actor: u32,
    /// The failure of the last poll, by a tvpass_result; 0 if it did not fail.
    pub last_failure: u32,
    /// The status of HTTP of that failure; 0 if nothing answered.
    pub http_status: u32,
    /// The word of the service.
    pub error: tvpass_enhanced_error,
}

/// Addresses to open, in order.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_urls {
    opaque: [MaybeUninit<*const c_void>; TVPASS_URLS_POINTERS],
}

slot!(tvpass_urls: Urls<'static>, 22);

/// The decisions of one answer to a preauthorization.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_decided_part {
    opaque: [MaybeUninit<*const c_void>; TVPASS_DECIDED_PART_POINTERS],
}

slot!(tvpass_decided_part: DecidedPart<'static>, 30);

/// The question to a partner's framework.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_partner_question {
    /// 1 if the framework may ask the viewer, 0 if not.
    pub interruption_allowed: u32,
    /// 1 if there is a configuration, for the framework's picker.
    pub has_configuration: u32,
    /// The MVPDs.
    pub configuration: tvpass_configuration,
}

impl ToC<tvpass_remembered_mvpd> for RememberedMvpd<'static> {
    fn to_c(&self, place: &mut tvpass_remembered_mvpd) {
        place.mvpd = self.mvpd.into();
        place.name = self.name.into();
        place.logo = self.logo.into();
    }
}

impl ToC<tvpass_code_expired> for CodeExpired<'static> {
    fn to_c(&self, place: &mut tvpass_code_expired) {
        use tvpass_code_expired_reason as Reason;
        place.actor = self.actor() as u32;
        let reason = match self {
            Self::TimePassed(failure) => {
                let (result, status) = failure.map_or((tvpass_result::Ok, 0), told);
                place.last_failure = result as u32;
                place.http_status = status;
                Reason::TimePassed
            }
            Self::Refused(error) => {
                error.to_c(&mut place.error);
                Reason::Refused
            }
            Self::RegistrationLost => Reason::RegistrationLost,
        };
        place.reason = reason as u32;
    }
}

/// The address at a place in the list, counted from 0, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_urls_get(
    urls: Option<&tvpass_urls>,
    index: u32,
    url: Option<&mut MaybeUninit<tvpass_string>>,
) -> tvpass_result {
    check(None, |check| {
        let found = check.slot(urls)?.iter().nth(index as usize);
        let found = check.next(found)?;
        check.put(url, found.into())
    })
}

/// The number of addresses that the service gave and that must not be opened.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_urls_rejected(urls: Option<&tvpass_urls>) -> u32 {
    urls.and_then(slot::get).map_or(0, |urls| u32::from(urls.rejected()))
}

/// A decision, counted from 0, or TVPASS_RESULT_END. resource is the place of its resource in the list that was asked for.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_decided_part_get(
    part: Option<&tvpass_decided_part>,
    index: u32,
    resource: Option<&mut MaybeUninit<u32>>,
    decision: Option<&mut MaybeUninit<tvpass_decision>>,
) -> tvpass_result {
    check(None, |check| {
        let found = check.slot(part)?.iter().nth(index as usize);
        let (at, decided) = check.next(found)?;
        let decision = check.require(decision, "decision")?;
        check.put(resource, crate::memory::length(at))?;
        check.put_converted(Some(decision), &decided)
    })
}
