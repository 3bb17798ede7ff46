//! Events, before it is known for which flow.

use tvpass::flow::Event;
use tvpass::message::PartnerFrameworkStatus;

use crate::codec::text_of;
use crate::fields::Fields;
use crate::headers::framework_status;

/// A reply of the viewer, or of a partner's framework, to any flow.
#[derive(Clone, Copy)]
pub(super) enum Reply<'e> {
    Shown,
    Chosen(&'e str),
    Reload,
    NewCode,
    Confirmed,
    Noted,
    Status(Option<PartnerFrameworkStatus<'e>>),
    Refused,
    #[cfg(feature = "single-sign-on")]
    LinkCode(&'e str),
}

/// The event of that name; none if there is no such name.
pub(super) fn of<'e>(kind: &str, status: u16, delay_millis: u64, input: &'e [u8]) -> Option<Event<'e, Reply<'e>>> {
    Some(match kind {
        "start" => Event::Start,
        "response" => Event::Response { status, body: input },
        "retry_after" => Event::RetryAfter { status, delay_millis },
        "no_response" => Event::NoResponse,
        "response_too_large" => Event::ResponseTooLarge,
        "timer" => Event::Timer,
        "online" => Event::Online,
        "user_agent_returned" => Event::UserAgentReturned,
        "cancel" => Event::Cancel,
        "shown" => Event::Viewer(Reply::Shown),
        "chosen" => Event::Viewer(Reply::Chosen(text_of(input))),
        "reload" => Event::Viewer(Reply::Reload),
        "new_code" => Event::Viewer(Reply::NewCode),
        "confirmed" => Event::Viewer(Reply::Confirmed),
        "noted" => Event::Viewer(Reply::Noted),
        "status" => {
            let status = if input.is_empty() { None } else { Some(framework_status(Fields::new(input))) };
            Event::Viewer(Reply::Status(status))
        }
        "refused" => Event::Viewer(Reply::Refused),
        #[cfg(feature = "single-sign-on")]
        "link_code" => Event::Viewer(Reply::LinkCode(text_of(input))),
        _ => return None,
    })
}

/// The same event for a flow that takes `R`; none if the flow cannot be told this.
pub(super) fn told<'e, R>(
    event: Event<'e, Reply<'e>>,
    reply: impl FnOnce(Reply<'e>) -> Option<R>,
) -> Option<Event<'e, R>> {
    Some(match event {
        Event::Start => Event::Start,
        Event::Response { status, body } => Event::Response { status, body },
        Event::RetryAfter { status, delay_millis } => Event::RetryAfter { status, delay_millis },
        Event::NoResponse => Event::NoResponse,
        Event::ResponseTooLarge => Event::ResponseTooLarge,
        Event::Timer => Event::Timer,
        Event::Online => Event::Online,
        Event::UserAgentReturned => Event::UserAgentReturned,
        Event::Viewer(given) => Event::Viewer(reply(given)?),
        Event::Cancel => Event::Cancel,
        _ => return None,
    })
}
