//! `configuration`: GET /api/v2/{serviceProvider}/configuration, the list of MVPDs for a picker.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{Configuration, ConfigurationPiece, ConfigurationPieces, Domain, GetConfiguration, Mvpd};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::slot::slot;
use crate::stream::{self, Held};
use crate::text::next;
use crate::to_c::{ToC, fields, to_c, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_enum_value, tvpass_failure, tvpass_headers, tvpass_request,
    tvpass_result, tvpass_string, tvpass_text, tvpass_tristate, tvpass_value,
};

/// Pointers' worth of memory in a tvpass_configuration.
pub const TVPASS_CONFIGURATION_POINTERS: usize = 18;
/// Pointers' worth of memory in a tvpass_configuration_cursor.
pub const TVPASS_CONFIGURATION_CURSOR_POINTERS: usize = 15;
/// Pointers' worth of memory in a tvpass_configuration_stream.
pub const TVPASS_CONFIGURATION_STREAM_POINTERS: usize = 48;

/// The MVPDs that a viewer can choose from. The answer is a tvpass_configuration.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_configuration_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
}

/// A configuration, checked as a whole. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_configuration {
    opaque: [MaybeUninit<*const c_void>; TVPASS_CONFIGURATION_POINTERS],
}

/// A place in a tvpass_configuration.
#[repr(C)]
pub struct tvpass_configuration_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_CONFIGURATION_CURSOR_POINTERS],
}

/// A configuration that is read as its bytes arrive, through a window of a kilobyte or two. The same memory serves for all of its
/// parts.
#[repr(C)]
pub struct tvpass_configuration_stream {
    opaque: [MaybeUninit<*const c_void>; TVPASS_CONFIGURATION_STREAM_POINTERS],
}

slot!(tvpass_configuration: Configuration<'static>, 16);
slot!(tvpass_configuration_cursor: ConfigurationPieces<'static>, 17);
slot!(tvpass_configuration_stream: Held<Configuration<'static>>, 44);

/// An MVPD of the configuration. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_mvpd {
    /// The id to send.
    pub id: tvpass_text,
    /// The name to show.
    pub display_name: tvpass_text,
    /// The logo to show.
    pub logo_url: tvpass_text,
    /// 1 for temporary access, to be hidden from a picker.
    pub is_temp_pass: u8,
    /// 1 if it is proxied; of no meaning for the application.
    pub is_proxy: u8,
    /// 1 for a sign-in at every change of the application.
    pub auth_per_aggregator: u8,
    /// 1 for a sign-in for every browser session.
    pub auth_per_browser_session: u8,
    /// 1 for passive sign-in.
    pub passive_authn_enabled: u8,
    /// 1 if it is enabled for platform single sign-on.
    pub enable_platform_services: u8,
    /// 1 if it may stand in the platform's own picker.
    pub display_in_platform_picker: u8,
    /// 1 if the viewer's permission on the device must be honoured.
    pub enforce_platform_permissions: u8,
    /// The degree to which it is integrated with the platform: tvpass_boarding_status.
    pub boarding_status: tvpass_enum_value,
    /// Its id on the platform.
    pub platform_mapping_id: tvpass_text,
}

zero!(tvpass_mvpd);

/// A domain of the service provider.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_domain {
    /// The domain.
    pub name: tvpass_text,
    /// True if an MVPD may begin a sign-in there: tvpass_tristate.
    pub mvpd_initiated: u32,
}

zero!(tvpass_domain);

/// A member of a configuration beside requestor.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_setting {
    /// Its name.
    pub name: tvpass_text,
    /// Its value.
    pub value: tvpass_value,
}

zero!(tvpass_setting);

/// The kind of a piece of a configuration.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_configuration_piece_kind {
    /// A member beside requestor, in setting.
    Setting = 1,
    /// The id of the service provider, in text.
    RequestorId = 2,
    /// The name of the service provider, in text.
    RequestorName = 3,
    /// A domain, in domain.
    Domain = 4,
    /// An MVPD, in mvpd.
    Mvpd = 5,
}

/// The content of a piece of a configuration.
#[repr(C)]
#[derive(Clone, Copy)]
pub union tvpass_configuration_piece_content {
    /// A member beside requestor.
    pub setting: tvpass_setting,
    /// A text.
    pub text: tvpass_text,
    /// A domain.
    pub domain: tvpass_domain,
    /// An MVPD.
    pub mvpd: tvpass_mvpd,
}

/// One piece of a configuration, in the order of its text. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_configuration_piece {
    /// One of tvpass_configuration_piece_kind, which says what content holds.
    pub kind: u32,
    /// The content.
    pub content: tvpass_configuration_piece_content,
}

zero!(tvpass_configuration_piece);

to_c!(Mvpd => tvpass_mvpd { id, display_name, logo_url, is_temp_pass, is_proxy, auth_per_aggregator, auth_per_browser_session, passive_authn_enabled, enable_platform_services, display_in_platform_picker, enforce_platform_permissions, boarding_status, platform_mapping_id });

tvpass::carried!(Domain: 2);

impl ToC<tvpass_domain> for Domain<'static> {
    fn to_c(&self, place: &mut tvpass_domain) {
        self.name.to_c(&mut place.name);
        place.mvpd_initiated = tvpass_tristate::number(self.mvpd_initiated);
    }
}

impl ToC<tvpass_configuration_piece> for ConfigurationPiece<'static> {
    fn to_c(&self, place: &mut tvpass_configuration_piece) {
        use tvpass_configuration_piece_kind as Kind;
        let content = &mut place.content;
        let kind = match self {
            Self::Setting(name, value) => {
                let setting = content.setting();
                name.to_c(&mut setting.name);
                value.to_c(&mut setting.value);
                Kind::Setting
            }
            Self::RequestorId(id) => {
                id.to_c(content.text());
                Kind::RequestorId
            }
            Self::RequestorName(name) => {
                name.to_c(content.text());
                Kind::RequestorName
            }
            Self::Domain(domain) => {
                domain.to_c(content.domain());
                Kind::Domain
            }
            Self::Mvpd(mvpd) => {
                mvpd.to_c(content.mvpd());
                Kind::Mvpd
            }
        };
        place.kind = kind as u32;
    }
}

fields!(tvpass_configuration_piece_content {
    setting: tvpass_setting,
    text: tvpass_text,
    domain: tvpass_domain,
    mvpd: tvpass_mvpd
});

impl Encode for tvpass_configuration_call {
    type Call = GetConfiguration<'static>;

    fn call(&self, check: &mut Check) -> GetConfiguration<'static> {
        GetConfiguration::new(check.required(&self.service_provider, "serviceProvider"))
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_configuration_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to configuration.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_decode(
    http_status: u32,
    body: tvpass_bytes,
    configuration: Option<&mut MaybeUninit<tvpass_configuration>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(configuration, answer))
}

/// Sets a cursor before the first piece of a checked configuration.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_begin(
    configuration: Option<&tvpass_configuration>,
    cursor: Option<&mut MaybeUninit<tvpass_configuration_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let configuration = check.slot(configuration)?;
        check.hold(cursor, configuration.pieces())
    })
}

/// The next piece, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_next(
    cursor: Option<&mut tvpass_configuration_cursor>,
    piece: Option<&mut MaybeUninit<tvpass_configuration_piece>>,
) -> tvpass_result {
    next(cursor, piece)
}

/// The next MVPD, with everything between passed over, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_next_mvpd(
    cursor: Option<&mut tvpass_configuration_cursor>,
    mvpd: Option<&mut MaybeUninit<tvpass_mvpd>>,
) -> tvpass_result {
    check(None, |check| {
        let found = check.slot_mut(cursor)?.find_map(|piece| match piece {
            ConfigurationPiece::Mvpd(mvpd) => Some(mvpd),
            _ => None,
        });
        let found = check.next(found)?;
        check.put_converted(mvpd, &found)
    })
}

/// The MVPD that the platform knows by this id, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_mvpd_of_platform(
    configuration: Option<&tvpass_configuration>,
    platform_mapping_id: tvpass_string,
    mvpd: Option<&mut MaybeUninit<tvpass_mvpd>>,
) -> tvpass_result {
    check(None, |check| {
        let id = check.required(&platform_mapping_id, "platformMappingId");
        let found = check.slot(configuration)?.mvpd_of_platform(id);
        let found = check.next(found)?;
        check.put_converted(mvpd, &found)
    })
}

/// Begins to read the body of a successful answer in parts.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_stream_init(
    stream: Option<&mut MaybeUninit<tvpass_configuration_stream>>,
) -> tvpass_result {
    stream::init(stream)
}

/// Goes on with the bytes of window, which stay until the part is finished: those that the part before left, and those that have
/// arrived since. is_last is 1 if the body ends with them. The window has room for the longest piece, for the comma and the blanks in
/// front of it and for one byte behind it; it must not become smaller.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_stream_part(
    stream: Option<&mut tvpass_configuration_stream>,
    window: tvpass_bytes,
    is_last: u8,
) -> tvpass_result {
    stream::part(stream, &window, is_last)
}

/// The next piece that the part holds whole, or TVPASS_RESULT_END. It borrows from the window: copy what you keep before
/// you move that. It counts once the last part is finished.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_stream_next(
    stream: Option<&mut tvpass_configuration_stream>,
    piece: Option<&mut MaybeUninit<tvpass_configuration_piece>>,
) -> tvpass_result {
    next(stream, piece)
}

/// Reads what is left of the part. done is the number of bytes to drop from the front of the window; keep the rest, with which the
/// next part begins. If the window is full and done is 0, it is too small. After a failure done is not written. Of the last part,
/// it says whether the answer was whole.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_configuration_stream_finish(
    stream: Option<&mut tvpass_configuration_stream>,
    done: Option<&mut MaybeUninit<u32>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    stream::finish(stream, done, detail)
}
