//! What the viewer, or a partner's framework, is asked.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::old_flow::{Prompt, Urls};

use crate::carry::Carry;
use crate::check::check;
use crate::slot::{hold, slot};
use crate::{tvpass_configuration, tvpass_result, tvpass_step_content, tvpass_step_kind, tvpass_string};

/// Pointers' worth of memory in a tvpass_urls.
pub const TVPASS_URLS_POINTERS: usize = 3;

/// A code to show.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_code {
    /// The code to type on the second screen.
    pub code: tvpass_string,
    /// The page that leads straight to the login of the MVPD; absent if something is left to choose.
    pub authenticate_url: tvpass_string,
    /// When the code lapses, in milliseconds of the monotonic clock.
    pub lapses_at_millis: u64,
}

/// Addresses to open, in order.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_urls {
    opaque: [MaybeUninit<*const c_void>; TVPASS_URLS_POINTERS],
}

slot!(tvpass_urls: Urls<'static>, 22);

/// What a partner's framework is asked.
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

/// Carries a prompt.
pub(crate) fn ask(prompt: &Prompt<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
    use tvpass_step_kind as Kind;
    match prompt {
        Prompt::ChooseMvpd(configuration) => {
            hold(content.configuration(), *configuration);
            Kind::ChooseMvpd
        }
        Prompt::ShowCode { code, authenticate_url, lapses_at_millis } => {
            let place = content.code();
            place.code = (*code).into();
            place.authenticate_url = (*authenticate_url).into();
            place.lapses_at_millis = *lapses_at_millis;
            Kind::ShowCode
        }
        Prompt::OpenUrl { url } => {
            *content.url() = (*url).into();
            Kind::OpenUrl
        }
        Prompt::CodeLapsed => Kind::CodeLapsed,
        Prompt::OpenUrls(urls) => {
            hold(content.urls(), *urls);
            Kind::OpenUrls
        }
        Prompt::PartnerSettings => Kind::PartnerSettings,
        Prompt::PartnerStatus { interruption_allowed, configuration } => {
            let place = content.partner();
            interruption_allowed.carry(&mut place.interruption_allowed);
            configuration.is_some().carry(&mut place.has_configuration);
            if let Some(configuration) = configuration {
                hold(&mut place.configuration, *configuration);
            }
            Kind::PartnerStatus
        }
        Prompt::PartnerAuthentication(request) => {
            request.carry(content.authentication_request());
            Kind::PartnerAuthentication
        }
        Prompt::ConfirmDevice(information) => {
            hold(content.information(), *information);
            Kind::ConfirmDevice
        }
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
