//! Exceptions that operators and providers make to the normal course: degradation and denials.

use serde::{Deserialize, Serialize};
use tvpass::message::ErrorCode;

/// The effect of a degradation rule (R80).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DegradationRule {
    /// Everybody counts as signed in, and everything is permitted.
    AuthNAll,
    /// Everything is permitted.
    AuthZAll,
    /// Everything is denied.
    AuthZNone,
}

/// A degradation rule of one MVPD.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Degradation {
    /// The MVPD that is degraded.
    pub mvpd: String,
    /// The effect of this rule.
    pub rule: DegradationRule,
    /// A message for the viewer, as `details` of a denial (R70).
    #[serde(default)]
    pub details: Option<String>,
}

/// The two calls about decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// `preauthorize`.
    Preauthorize,
    /// `authorize`.
    Authorize,
}

/// A denial on demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Denial {
    /// The resource; all, if not set.
    #[serde(default)]
    pub resource: Option<String>,
    /// The call; both, if not set.
    #[serde(default)]
    pub phase: Option<Phase>,
    /// The code of the denial, by its name on the wire.
    #[serde(with = "code")]
    pub code: ErrorCode,
    /// The provider's message to the viewer.
    #[serde(default)]
    pub details: Option<String>,
    /// The number of decisions that it denies; all, if not set.
    #[serde(default)]
    pub times: Option<u32>,
}

/// The rules in force.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) degradations: Vec<Degradation>,
    pub(crate) denials: Vec<Denial>,
}

impl Rules {
    pub(crate) fn degradation(&self, mvpd: &str) -> Option<&Degradation> {
        self.degradations.iter().find(|degradation| degradation.mvpd == mvpd)
    }

    pub(crate) fn is_authenticated_by_degradation(&self, mvpd: &str) -> bool {
        self.degradation(mvpd).is_some_and(|degradation| degradation.rule == DegradationRule::AuthNAll)
    }

    /// The denial asked for, if there is one; it is counted.
    pub(crate) fn take_denial(&mut self, phase: Phase, resource: &str) -> Option<Denial> {
        let denial = self.denials.iter_mut().find(|denial| {
            denial.times != Some(0)
                && denial.phase.is_none_or(|chosen| chosen == phase)
                && denial.resource.as_deref().is_none_or(|chosen| chosen == resource)
        })?;
        denial.times = denial.times.map(|times| times - 1);
        Some(denial.clone())
    }
}

mod code {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use tvpass::message::ErrorCode;

    #[allow(clippy::trivially_copy_pass_by_ref)] // The signature is serde's.
    pub(super) fn serialize<S: Serializer>(code: &ErrorCode, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(code.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ErrorCode, D::Error> {
        let name = String::deserialize(deserializer)?;
        ErrorCode::from_wire(&name).ok_or_else(|| D::Error::custom(format!("the catalogue has no code {name}")))
    }
}
