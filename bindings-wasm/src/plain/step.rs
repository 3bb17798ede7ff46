//! A step, and why a flow stopped.

use tvpass::flow::{Actor, InvalidArgument, LastFailure, RestoreError, Step, StopReason, TooLong};
use tvpass::message::Request;

use super::{Plain, Sheet, key};

/// A step of any flow.
pub(crate) enum AnyStep<'a> {
    Send(&'a Request<'a>),
    Await,
    AwaitOther(u64),
    Sleep(u64),
    Ask(&'a dyn Plain),
    Done(&'a dyn Plain),
    Stop(&'a StopReason<'a>),
}

impl<'a> AnyStep<'a> {
    pub(crate) fn of<Q: Plain, O: Plain>(step: &'a Step<'a, Q, O>) -> Self {
        match step {
            Step::Send(request) => Self::Send(request),
            Step::Await => Self::Await,
            Step::AwaitOther { until_millis } => Self::AwaitOther(*until_millis),
            Step::Sleep { until_millis } => Self::Sleep(*until_millis),
            Step::Ask(question) => Self::Ask(question),
            Step::Done(outcome) => Self::Done(outcome),
            Step::Stop(reason) => Self::Stop(reason),
        }
    }
}

impl Plain for AnyStep<'_> {
    fn type_name() -> &'static str {
        "Step"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match *self {
            Self::Send(request) => sheet.variant("send", |sheet| sheet.member(key!("request"), request)),
            Self::Await => sheet.variant("await", |_| {}),
            Self::AwaitOther(until) => pause(sheet, "await_other", until),
            Self::Sleep(until) => pause(sheet, "sleep", until),
            Self::Ask(question) => sheet.variant("ask", |sheet| sheet.member(key!("question"), question)),
            Self::Done(outcome) => sheet.variant("done", |sheet| sheet.member(key!("outcome"), outcome)),
            Self::Stop(reason) => sheet.variant("stop", |sheet| {
                sheet.member(key!("actor"), &reason.actor());
                sheet.member(key!("reason"), reason);
            }),
        }
    }
}

#[inline(never)]
fn pause(sheet: &mut Sheet<'_, '_>, kind: &'static str, until_millis: u64) {
    sheet.variant(kind, |sheet| sheet.member(key!("until"), &until_millis));
}

/// Types whose values are words.
macro_rules! words {
    ($( $type:ty: $name:literal { $( $pattern:pat => $word:literal, )* } )*) => { $(
        impl Plain for $type {
            fn type_name() -> &'static str {
                $name
            }

            fn write(&self, sheet: &mut Sheet<'_, '_>) {
                let word = match self {
                    $( $pattern => $word, )*
                };
                word.write(sheet);
            }
        }
    )* };
}

words! {
    Actor: "Actor" {
        Self::Viewer => "viewer",
        Self::Network => "network",
        Self::Service => "service",
        Self::ServiceProvider => "service_provider",
        Self::Configuration => "configuration",
        _ => "integrator",
    }
    RestoreError: "RestoreError" {
        Self::Format => "format",
        Self::Foreign => "foreign",
        Self::TooLong(_) => "too_long",
        _ => "damaged",
    }
}

impl Plain for StopReason<'_> {
    fn type_name() -> &'static str {
        "StopReason"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::Failure(failure) => sheet.variant("failure", |sheet| sheet.member(key!("failure"), failure)),
            Self::NoResponse => sheet.variant("no_response", |_| {}),
            Self::ResponseTooLarge => sheet.variant("response_too_large", |_| {}),
            Self::Encode(error) => sheet.variant("encode", |sheet| sheet.member(key!("error"), error)),
            Self::Url(error) => sheet.variant("url", |sheet| sheet.member(key!("error"), error)),
            Self::TooLong(TooLong { field, needed, .. }) => sheet.variant("too_long", |sheet| {
                sheet.member(key!("field"), field);
                sheet.member(key!("needed"), needed);
            }),
            Self::Unexpected(action) => sheet.variant("unexpected", |sheet| sheet.member(key!("action"), action)),
            Self::NoDecision => sheet.variant("no_decision", |_| {}),
            Self::NotSignedIn => sheet.variant("not_signed_in", |_| {}),
            Self::Cancelled => sheet.variant("cancelled", |_| {}),
            Self::NotRunning => sheet.variant("not_running", |_| {}),
            _ => sheet.variant("other", |_| {}),
        }
    }
}

impl Plain for LastFailure {
    fn type_name() -> &'static str {
        "LastFailure"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::NoResponse => sheet.variant("no_response", |_| {}),
            Self::Throttled => sheet.variant("throttled", |_| {}),
            Self::Http(status) => sheet.variant("http", |sheet| sheet.member(key!("httpStatus"), status)),
        }
    }
}

impl Plain for InvalidArgument {
    fn type_name() -> &'static str {
        "Refusal"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        let (name, problem) = match *self {
            Self::Empty(name) => (name, "empty"),
            Self::Dots(name) => (name, "dots"),
            Self::TooLong(name) => (name, "too_long"),
            Self::Malformed(name) => (name, "malformed"),
            _ => ("list", "too_many"),
        };
        sheet.variant("invalid_argument", |sheet| {
            sheet.member(key!("name"), &name);
            sheet.member(key!("problem"), &problem);
        });
    }
}
