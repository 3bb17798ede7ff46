//! The outcomes of flows.

use tvpass::endpoint::{Decision, LinkedDevices, Profile, Profiles};
use tvpass::flow::{
    Access, Authorized, NoSingleSignOn, ObtainedToken, PERMITS_CAPACITY, PartnerCompleted, PartnerSignedIn,
    Preauthorized, Served, SignInState, SignedIn, SignedOut, Unlinked,
};
use tvpass::message::EnhancedError;

use super::{Misuse, Plain, Sheet, key};

/// Outcomes, by what writes each of them.
macro_rules! outcomes {
    ($( $type:ty: |$outcome:ident, $sheet:ident| $write:expr; )*) => { $(
        impl Plain for $type {
            fn type_name() -> &'static str {
                "Outcome"
            }

            fn write(&self, $sheet: &mut Sheet<'_, '_>) {
                let $outcome = self;
                $write
            }
        }
    )* };
}

outcomes! {
    (): |_nothing, sheet| sheet.variant("registered", |_| {});
    SignedIn<'_>: |outcome, sheet| match outcome {
        SignedIn::Profile { profile, profiles } => signed_in(sheet, profile, profiles),
        SignedIn::Granted { access, mvpd } => sheet.variant("granted", |sheet| {
            let access = match access {
                Access::Temporary => "temporary",
                Access::Degraded => "degraded",
            };
            sheet.member(key!("access"), &access);
            sheet.member(key!("mvpd"), mvpd);
        }),
        _ => Misuse("outcome").write(sheet),
    };
    SignInState<'_>: |outcome, sheet| match outcome {
        SignInState::Remembered { mvpd, until } => sheet.variant("remembered", |sheet| {
            sheet.member(key!("mvpd"), mvpd);
            sheet.member(key!("until"), until);
        }),
        SignInState::SignedIn { profile, profiles } => signed_in(sheet, profile, profiles),
        SignInState::SignedOut => sign_in_needed(sheet, None),
        _ => Misuse("outcome").write(sheet),
    };
    PartnerSignedIn<'_>: |outcome, sheet| match outcome {
        PartnerSignedIn::Profile { profile, profiles } => signed_in(sheet, profile, profiles),
        PartnerSignedIn::AskFramework(request) => {
            sheet.variant("ask_framework", |sheet| sheet.member(key!("request"), request));
        }
        PartnerSignedIn::Basic { mvpd } => sheet.variant("basic", |sheet| sheet.member(key!("mvpd"), mvpd)),
        _ => Misuse("outcome").write(sheet),
    };
    PartnerCompleted<'_>: |outcome, sheet| match outcome {
        PartnerCompleted::Profile { profile, profiles } => signed_in(sheet, profile, profiles),
        PartnerCompleted::Basic(failure) => {
            sheet.variant("basic", |sheet| sheet.member(key!("failure"), failure));
        }
        _ => Misuse("outcome").write(sheet),
    };
    Authorized<'_>: |outcome, sheet| match outcome {
        Authorized::Permitted(decision) => decided(sheet, "permitted", decision),
        Authorized::Denied(decision) => decided(sheet, "denied", decision),
        Authorized::SignInNeeded(error) => sign_in_needed(sheet, error.as_ref()),
        _ => Misuse("outcome").write(sheet),
    };
    Preauthorized<'_>: |outcome, sheet| match outcome {
        Preauthorized::Permits(permits) => sheet.variant("preauthorized", |sheet| {
            sheet.key(key!("permitted"));
            sheet.list((0..PERMITS_CAPACITY).filter(|place| permits.is_permitted(*place)));
            sheet.key(key!("decided"));
            sheet.list((0..PERMITS_CAPACITY).filter(|place| permits.is_decided(*place)));
        }),
        Preauthorized::SignInNeeded(error) => sign_in_needed(sheet, error.as_ref()),
        _ => Misuse("outcome").write(sheet),
    };
    SignedOut: |outcome, sheet| {
        sheet.variant("signed_out", |sheet| sheet.member(key!("wasSignedIn"), &outcome.was_signed_in));
    };
    ObtainedToken<'_>: |outcome, sheet| match outcome {
        ObtainedToken::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
        _ => sheet.variant("token_kept", |_| {}),
    };
    Served<'_, ()>: |outcome, sheet| match outcome {
        Served::Done(()) => sheet.variant("linked", |_| {}),
        Served::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
    };
    Served<'_, LinkedDevices<'_>>: |outcome, sheet| match outcome {
        Served::Done(devices) => sheet.variant("devices", |sheet| {
            sheet.key(key!("devices"));
            sheet.list(devices.iter());
        }),
        Served::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
    };
    Served<'_, Unlinked<'_>>: |outcome, sheet| match outcome {
        Served::Done(Unlinked { devices, is_own, .. }) => sheet.variant("unlinked", |sheet| {
            sheet.key(key!("unlinkedDevices"));
            sheet.list(devices.iter());
            sheet.member(key!("isOwn"), is_own);
        }),
        Served::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
    };
}

#[inline(never)]
fn without_single_sign_on(sheet: &mut Sheet<'_, '_>, why: &NoSingleSignOn<'_>) {
    sheet.variant("without_single_sign_on", |sheet| {
        sheet.member(key!("actor"), &why.actor());
        let reason = match why {
            NoSingleSignOn::NobodyKnown => "nobody_known",
            NoSingleSignOn::TokenRefused(error) => {
                sheet.member(key!("error"), error);
                "token_refused"
            }
            NoSingleSignOn::NoCode => "no_code",
            NoSingleSignOn::NotLicensed { http_status } => {
                sheet.member(key!("httpStatus"), http_status);
                "not_licensed"
            }
            NoSingleSignOn::Unreachable(failure) => {
                sheet.member(key!("lastFailure"), failure);
                "unreachable"
            }
            NoSingleSignOn::Unusable(stop) => {
                sheet.member(key!("stop"), stop);
                "unusable"
            }
            _ => "other",
        };
        sheet.member(key!("reason"), &reason);
    });
}

#[inline(never)]
fn signed_in(sheet: &mut Sheet<'_, '_>, profile: &Profile<'_>, profiles: &Profiles<'_>) {
    sheet.variant("signed_in", |sheet| {
        sheet.member(key!("profile"), profile);
        sheet.key(key!("profiles"));
        sheet.list(profiles.iter());
    });
}

#[inline(never)]
fn decided(sheet: &mut Sheet<'_, '_>, kind: &'static str, decision: &Decision<'_>) {
    sheet.variant(kind, |sheet| sheet.member(key!("decision"), decision));
}

#[inline(never)]
fn sign_in_needed(sheet: &mut Sheet<'_, '_>, error: Option<&EnhancedError<'_>>) {
    sheet.variant("sign_in_needed", |sheet| {
        if let Some(error) = error {
            sheet.member(key!("error"), error);
        }
    });
}
