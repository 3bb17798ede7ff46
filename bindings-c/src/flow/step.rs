//! Steps that a flow gives.

use crate::to_c::{fields, zero};
use crate::{
    tvpass_authentication_request, tvpass_basic, tvpass_code, tvpass_code_expired, tvpass_configuration,
    tvpass_decided_part, tvpass_decision, tvpass_enhanced_error, tvpass_granted, tvpass_issued_token, tvpass_link_code,
    tvpass_linked_devices, tvpass_no_single_sign_on, tvpass_optional_error, tvpass_page, tvpass_partner_question,
    tvpass_permits, tvpass_remembered_mvpd, tvpass_remembered_sign_in, tvpass_request, tvpass_session_details,
    tvpass_signed_in, tvpass_stop, tvpass_unlinked, tvpass_urls,
};

/// The kinds of steps: 1 to 9 go on, 10 to 49 ask, 50 and more end the flow.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_step_kind {
    /// Something for which this version has no number; never expected.
    Unknown = 0,
    /// Send content.request to the base URL, then TVPASS_EVENT_KIND_RESPONSE or why there is none.
    Send = 1,
    /// Wait until content.until_millis of the monotonic clock, then TVPASS_EVENT_KIND_TIMER.
    Sleep = 2,
    /// The event changed nothing: the step before this one still stands.
    Await = 3,
    /// Another flow of this installation registers or gets a token: TVPASS_EVENT_KIND_TIMER after the next decision of
    /// another flow, or at content.until_millis at the latest.
    AwaitOther = 4,

    /// Let the viewer choose an MVPD of content.configuration, then TVPASS_EVENT_KIND_CHOSEN; TVPASS_EVENT_KIND_RELOAD
    /// fetches the list again.
    ChooseMvpd = 10,
    /// Show content.code until the flow is done or says otherwise; TVPASS_EVENT_KIND_SHOWN at once, TVPASS_EVENT_KIND_NEW_CODE
    /// whenever the viewer wants another.
    ShowCode = 11,
    /// Open content.page in a user agent, then TVPASS_EVENT_KIND_USER_AGENT_RETURNED when it has come to the redirect URL.
    OpenUrl = 12,
    /// The code has expired, by content.code_expired; TVPASS_EVENT_KIND_NEW_CODE gets a new one. A tvpass_link_device ends with
    /// TVPASS_EVENT_KIND_FINISHED as well.
    CodeExpired = 13,
    /// A second screen: content.information is what asks to be signed in; TVPASS_EVENT_KIND_CONFIRMED goes on.
    ConfirmDevice = 14,
    /// Open content.urls in a user agent, one after the other, then TVPASS_EVENT_KIND_USER_AGENT_RETURNED; a device without
    /// a user agent says it at once.
    OpenUrls = 15,
    /// Tell the viewer to sign out in the settings of the platform as well, then TVPASS_EVENT_KIND_SHOWN.
    SignOutAtPartner = 16,
    /// Ask the partner's framework for its status, put it into the headers of the app or take it away there, then
    /// TVPASS_EVENT_KIND_PARTNER_STATUS. If the viewer picks an MVPD that the framework does not support:
    /// TVPASS_EVENT_KIND_CHOSEN with the id that tvpass_configuration_mvpd_of_platform finds, or TVPASS_EVENT_KIND_REFUSED.
    PartnerStatus = 17,
    /// The code stopped working before its time, by content.error, most likely because another program of this device opened
    /// a session. Ask the viewer whether to go on here; TVPASS_EVENT_KIND_NEW_CODE then gets another code.
    CodeReplaced = 19,
    /// Ask "still with this MVPD?" of content.remembered, then TVPASS_EVENT_KIND_CHOSEN with it, or TVPASS_EVENT_KIND_RELOAD
    /// for the list of all.
    ConfirmMvpd = 20,
    /// Note the decisions of content.decided, then TVPASS_EVENT_KIND_NOTED.
    Decided = 21,
    /// The link code is wrong, used or expired, by content.link_code_refused. Ask for another one of the device that shows it, then
    /// TVPASS_EVENT_KIND_LINK_CODE, or TVPASS_EVENT_KIND_REFUSED if there is none.
    AskLinkCode = 22,
    /// Show content.link_code; TVPASS_EVENT_KIND_SHOWN at once, TVPASS_EVENT_KIND_NEW_CODE whenever the viewer wants another,
    /// TVPASS_EVENT_KIND_FINISHED once it is typed on the other device, which nothing tells but the viewer.
    ShowLinkCode = 23,
    /// The service token was renewed: keep content.issued_token with tvpass_kept_token_init, put it into AD-Service-Token of the
    /// app, then TVPASS_EVENT_KIND_TOKEN_KEPT.
    TokenRenewed = 24,

    /// The application is registered and has a token.
    Registered = 50,
    /// The viewer is signed in, by content.signed_in.
    SignedIn = 51,
    /// No sign-in is needed; go on with decisions for content.granted.
    Granted = 52,
    /// The viewer may watch; content.decision has the media token.
    Permitted = 53,
    /// The viewer may not watch, and stays signed in; content.decision says why.
    Denied = 54,
    /// The resources that the viewer may probably watch are content.permits.
    Preauthorized = 55,
    /// Nobody is signed in, or the profile has lapsed, by content.sign_in_needed: sign in, then ask again.
    SignInNeeded = 56,
    /// The viewer is signed out; content.was_signed_in is 1 if there was a profile.
    SignedOut = 57,
    /// Hand content.authentication_request to the partner's framework, Apple's with TVPASS_APPLE_CHANNEL; its SAML response
    /// goes into a tvpass_partner_completion. If the framework refuses, go on with a tvpass_sign_in.
    AskFramework = 58,
    /// Go on with a tvpass_sign_in, by content.basic.
    Basic = 59,
    /// The kept service token is good: go on with it.
    TokenHolds = 60,
    /// There is a new service token, content.issued_token: keep it with tvpass_kept_token_init, and put it into AD-Service-Token
    /// of the app.
    TokenIssued = 61,
    /// There is no single sign-on, by content.no_single_sign_on: go on without AD-Service-Token, and forget a kept token that has
    /// expired.
    WithoutSingleSignOn = 62,
    /// The viewer has finished linking another device.
    Linked = 63,
    /// The devices of the sign-in are content.linked_devices.
    DevicesListed = 64,
    /// Devices were taken out of the sign-in, by content.unlinked.
    DevicesUnlinked = 65,
    /// Somebody is signed in as far as the installation knows, by content.remembered_sign_in; the service was not asked.
    SignInRemembered = 66,
    /// Nobody is signed in, the service says.
    NobodySignedIn = 67,
    /// The flow cannot go on, for the reason in content.stop.
    Stop = 99,
}

/// The content of a step.
#[repr(C)]
#[derive(Clone, Copy)]
pub union tvpass_step_content {
    /// With TVPASS_STEP_KIND_SEND.
    pub request: tvpass_request,
    /// With TVPASS_STEP_KIND_SLEEP and TVPASS_STEP_KIND_AWAIT_OTHER.
    pub until_millis: u64,
    /// With TVPASS_STEP_KIND_CHOOSE_MVPD.
    pub configuration: tvpass_configuration,
    /// With TVPASS_STEP_KIND_SHOW_CODE.
    pub code: tvpass_code,
    /// With TVPASS_STEP_KIND_OPEN_URL.
    pub page: tvpass_page,
    /// With TVPASS_STEP_KIND_CODE_EXPIRED.
    pub code_expired: tvpass_code_expired,
    /// With TVPASS_STEP_KIND_CODE_REPLACED.
    pub error: tvpass_enhanced_error,
    /// With TVPASS_STEP_KIND_CONFIRM_MVPD.
    pub remembered: tvpass_remembered_mvpd,
    /// With TVPASS_STEP_KIND_CONFIRM_DEVICE.
    pub information: tvpass_session_details,
    /// With TVPASS_STEP_KIND_OPEN_URLS.
    pub urls: tvpass_urls,
    /// With TVPASS_STEP_KIND_DECIDED.
    pub decided: tvpass_decided_part,
    /// With TVPASS_STEP_KIND_PARTNER_STATUS.
    pub partner: tvpass_partner_question,
    /// With TVPASS_STEP_KIND_SIGNED_IN.
    pub signed_in: tvpass_signed_in,
    /// With TVPASS_STEP_KIND_GRANTED.
    pub granted: tvpass_granted,
    /// With TVPASS_STEP_KIND_PERMITTED and TVPASS_STEP_KIND_DENIED.
    pub decision: tvpass_decision,
    /// With TVPASS_STEP_KIND_PREAUTHORIZED.
    pub permits: tvpass_permits,
    /// With TVPASS_STEP_KIND_SIGN_IN_NEEDED.
    pub sign_in_needed: tvpass_optional_error,
    /// With TVPASS_STEP_KIND_SIGNED_OUT.
    pub was_signed_in: u32,
    /// With TVPASS_STEP_KIND_ASK_FRAMEWORK.
    pub authentication_request: tvpass_authentication_request,
    /// With TVPASS_STEP_KIND_BASIC.
    pub basic: tvpass_basic,
    /// With TVPASS_STEP_KIND_ASK_LINK_CODE.
    pub link_code_refused: tvpass_optional_error,
    /// With TVPASS_STEP_KIND_SHOW_LINK_CODE.
    pub link_code: tvpass_link_code,
    /// With TVPASS_STEP_KIND_TOKEN_RENEWED and TVPASS_STEP_KIND_TOKEN_ISSUED.
    pub issued_token: tvpass_issued_token,
    /// With TVPASS_STEP_KIND_WITHOUT_SINGLE_SIGN_ON.
    pub no_single_sign_on: tvpass_no_single_sign_on,
    /// With TVPASS_STEP_KIND_DEVICES_LISTED.
    pub linked_devices: tvpass_linked_devices,
    /// With TVPASS_STEP_KIND_DEVICES_UNLINKED.
    pub unlinked: tvpass_unlinked,
    /// With TVPASS_STEP_KIND_SIGN_IN_REMEMBERED.
    pub remembered_sign_in: tvpass_remembered_sign_in,
    /// With TVPASS_STEP_KIND_STOP.
    pub stop: tvpass_stop,
}

/// The next thing to do, with its data. It borrows from the flow, the installation, the app, the arguments of the flow,
/// the body of the event and the buffer, until the next decision.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_step {
    /// One of tvpass_step_kind, which says what content holds.
    pub kind: u32,
    /// The content.
    pub content: tvpass_step_content,
}

zero!(tvpass_step);

fields!(tvpass_step_content {
    request: tvpass_request,
    until_millis: u64,
    configuration: tvpass_configuration,
    code: tvpass_code,
    page: tvpass_page,
    code_expired: tvpass_code_expired,
    error: tvpass_enhanced_error,
    remembered: tvpass_remembered_mvpd,
    information: tvpass_session_details,
    urls: tvpass_urls,
    decided: tvpass_decided_part,
    partner: tvpass_partner_question,
    signed_in: tvpass_signed_in,
    granted: tvpass_granted,
    decision: tvpass_decision,
    permits: tvpass_permits,
    sign_in_needed: tvpass_optional_error,
    was_signed_in: u32,
    authentication_request: tvpass_authentication_request,
    basic: tvpass_basic,
    link_code_refused: tvpass_optional_error,
    link_code: tvpass_link_code,
    issued_token: tvpass_issued_token,
    no_single_sign_on: tvpass_no_single_sign_on,
    linked_devices: tvpass_linked_devices,
    unlinked: tvpass_unlinked,
    remembered_sign_in: tvpass_remembered_sign_in,
    stop: tvpass_stop,
});
