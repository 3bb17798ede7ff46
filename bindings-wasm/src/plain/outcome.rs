//! The outcomes of flows.

use tvpass::endpoint::{Decision, Profile, Profiles};
use tvpass::flow::{
    Access, Authorized, PERMITS_CAPACITY, PartnerCompleted, PartnerSignedIn, Preauthorized, SignInState, SignedIn,
    SignedOut,
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

#[cfg(feature = "single-sign-on")]
pub(super) use outcomes;

outcomes! {
    (): |_nothing, sheet| sheet.variant("registered", |_| {});
    SignedIn<'_>: |outcome, sheet| match outcome {
        SignedIn::Profile { profile, profiles, .. } => signed_in(sheet, profile, profiles),
        SignedIn::Granted { access, mvpd, .. } => sheet.variant("granted", |sheet| {
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
        SignInState::Remembered { mvpd, until, .. } => sheet.variant("remembered", |sheet| {
            sheet.member(key!("mvpd"), mvpd);
            sheet.member(key!("until"), until);
        }),
        SignInState::SignedIn { profile, profiles, .. } => signed_in(sheet, profile, profiles),
        SignInState::SignedOut => sign_in_needed(sheet, None),
        _ => Misuse("outcome").write(sheet),
    };
    PartnerSignedIn<'_>: |outcome, sheet| match outcome {
        PartnerSignedIn::Profile { profile, profiles, .. } => signed_in(sheet, profile, profiles),
        PartnerSignedIn::AskFramework(request) => {
            sheet.variant("ask_framework", |sheet| sheet.member(key!("request"), request));
        }
        PartnerSignedIn::Basic { mvpd, .. } => sheet.variant("basic", |sheet| sheet.member(key!("mvpd"), mvpd)),
        _ => Misuse("outcome").write(sheet),
    };
    PartnerCompleted<'_>: |outcome, sheet| match outcome {
        PartnerCompleted::Profile { profile, profiles, .. } => signed_in(sheet, profile, profiles),
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
