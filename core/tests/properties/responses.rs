//! Every response: written and decoded it is the same, in a buffer of exactly the size that was asked for.

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::TooSmall;
use tvpass::endpoint::{
    AccessToken, ActionName, ActionType, Attribute, AttributeState, AuthenticationRequest, BoardingStatus,
    ClientCredentials, Configuration, Decision, DecisionSource, Decisions, Domain, LogoutAction, LogoutActionName,
    LogoutActionType, Logouts, MediaToken, Mvpd, ProfilePiece, ProfileType, Profiles, ReasonType, Session,
    encode_configuration, encode_decisions, encode_logouts, encode_profiles,
};
use tvpass::json::{Error, Private, Text, Texts, Timestamp, Value};
use tvpass::message::{Action, DcrError, DcrErrorCode, EnhancedError, TextOrHost};

use super::documents::document;
use super::sample::{config, exactly, maybe, text, timestamp, word};
use super::told::visits_as_viewed;

/// Writes `value`, decodes what was written, and compares.
fn round_trip<'a, T: PartialEq + Debug>(
    value: &T,
    written: &'a mut Vec<u8>,
    encode: impl Fn(&mut [u8]) -> Result<usize, TooSmall>,
    decode: impl Fn(&'a [u8]) -> Result<T, Error>,
) -> Result<(), TestCaseError> {
    *written = exactly(encode)?;
    let whole = serde_json::from_slice::<serde_json::Value>(written);
    prop_assert!(whole.is_ok(), "{:?}", whole);
    let decoded = decode(written);
    prop_assert_eq!(decoded.as_ref(), Ok(value));
    Ok(())
}

macro_rules! record_round_trip {
    ($record:ident, $value:expr) => {{
        let value = $value;
        round_trip(&value, &mut Vec::new(), |buffer| value.encode(buffer).map(<[u8]>::len), $record::decode)?;
    }};
}

fn texts() -> BoxedStrategy<Vec<String>> {
    vec(text(), 0..4).boxed()
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn optional_text(text: Option<&String>) -> Option<Text<'_>> {
    text.map(|text| Text::from(text.as_str()))
}

#[derive(Clone, Debug)]
struct ErrorParts {
    texts: Vec<Option<String>>,
    action: Option<String>,
    status: Option<u32>,
}

fn error_parts() -> BoxedStrategy<ErrorParts> {
    (vec(maybe(text()), 5), maybe(word(Action::NAMES)), any::<Option<u32>>())
        .prop_map(|(texts, action, status)| ErrorParts { texts, action, status })
        .boxed()
}

impl ErrorParts {
    fn error(&self) -> EnhancedError<'_> {
        let part = |index: usize| optional_text(self.texts[index].as_ref());
        let mut error = EnhancedError::default();
        error.action = self.action.as_deref().map(Into::into);
        error.status = self.status;
        error.code = part(0);
        error.message = part(1).map(TextOrHost);
        error.details = part(2);
        error.help_url = part(3);
        error.trace = part(4);
        error
    }
}

#[derive(Clone, Debug)]
struct DecisionParts {
    texts: Vec<String>,
    source: String,
    authorized: bool,
    times: Vec<Option<Timestamp>>,
    token: Option<String>,
    error: Option<ErrorParts>,
}

fn decision_parts() -> BoxedStrategy<DecisionParts> {
    let times = vec(maybe(timestamp()), 5);
    (vec(text(), 3), word(DecisionSource::NAMES), any::<bool>(), times, maybe(text()), maybe(error_parts()))
        .prop_map(|(texts, source, authorized, times, token, error)| DecisionParts {
            texts,
            source,
            authorized,
            times,
            token,
            error,
        })
        .boxed()
}

impl DecisionParts {
    fn decision(&self) -> Decision<'_> {
        let mut decision = Decision::new(
            self.texts[0].as_str().into(),
            self.texts[1].as_str().into(),
            self.texts[2].as_str().into(),
            self.authorized,
            self.source.as_str().into(),
        );
        decision.not_before = self.times[0];
        decision.not_after = self.times[1];
        decision.token = self.token.as_deref().map(|token| {
            let mut token = MediaToken::new(token.into());
            token.not_before = self.times[2];
            token.not_after = self.times[3];
            token.issued_at = self.times[4];
            token
        });
        decision.error = self.error.as_ref().map(ErrorParts::error);
        decision
    }
}

#[derive(Clone, Debug)]
struct ProfileParts {
    texts: Vec<String>,
    profile_type: String,
    session_id: Option<String>,
    times: (Timestamp, Timestamp),
    attributes: Vec<(String, String, String, Option<String>)>,
    attributes_first: bool,
}

fn profile_parts() -> BoxedStrategy<ProfileParts> {
    let attribute = (text(), document(), word(AttributeState::NAMES), maybe(document()));
    let attributes = vec(attribute, 0..4);
    let times = (timestamp(), timestamp());
    (vec(text(), 2), word(ProfileType::NAMES), maybe(text()), times, attributes, any::<bool>())
        .prop_map(|(texts, profile_type, session_id, times, attributes, attributes_first)| ProfileParts {
            texts,
            profile_type,
            session_id,
            times,
            attributes,
            attributes_first,
        })
        .boxed()
}

impl ProfileParts {
    fn attributes(&self) -> Vec<Attribute<'_>> {
        self.attributes
            .iter()
            .map(|(name, json, state, error)| {
                let value = |json| Value::decode(str::as_bytes(json)).unwrap();
                let mut attribute = Attribute::plain(name.as_str().into(), value(json));
                attribute.state = state.as_str().into();
                // A null error is none.
                attribute.error = error.as_deref().map(value).filter(|error| !error.is_null()).map(Private::new);
                attribute
            })
            .collect()
    }

    /// The pieces of the profile, its attributes before or after the other fields.
    fn pieces(&self) -> Vec<ProfilePiece<'_>> {
        let attributes: Vec<_> = self.attributes().into_iter().map(ProfilePiece::Attribute).collect();
        let mut fields = vec![
            ProfilePiece::NotBefore(self.times.0),
            ProfilePiece::NotAfter(self.times.1),
            ProfilePiece::Issuer(self.texts[1].as_str().into()),
            ProfilePiece::Type(self.profile_type.as_str().into()),
        ];
        fields.extend(self.session_id.as_deref().map(|id| ProfilePiece::SessionId(id.into())));
        let (first, second) = if self.attributes_first { (attributes, fields) } else { (fields, attributes) };
        let begin = ProfilePiece::Begin(self.texts[0].as_str().into());
        std::iter::once(begin).chain(first).chain(second).chain([ProfilePiece::End]).collect()
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn client_credentials(
        texts in vec(text(), 2), issued in any::<Option<u64>>(), uris in texts(), grants in texts(), scopes in texts(),
    ) {
        let (uris, grants, scopes) = (borrowed(&uris), borrowed(&grants), borrowed(&scopes));
        record_round_trip!(ClientCredentials, {
            let mut credentials = ClientCredentials::new(texts[0].as_str().into(), texts[1].as_str().into());
            credentials.client_id_issued_at = issued;
            credentials.redirect_uris = Texts::from(uris.as_slice());
            credentials.grant_types = Texts::from(grants.as_slice());
            credentials.scopes = Texts::from(scopes.as_slice());
            credentials
        });
    }

    #[test]
    fn access_tokens(
        texts in vec(maybe(text()), 3), token in text(), created in maybe(timestamp()), life in any::<u64>(),
    ) {
        record_round_trip!(AccessToken, {
            let mut token = AccessToken::new(token.as_str().into(), life);
            token.id = optional_text(texts[0].as_ref());
            token.created_at = created;
            token.token_type = optional_text(texts[1].as_ref());
            token.refresh_token = texts[2].as_deref().map(Into::into);
            token
        });
    }

    #[test]
    fn sessions(
        words in (word(ActionName::NAMES), word(ActionType::NAMES), word(ReasonType::NAMES)),
        required in vec(text(), 2), optional in vec(maybe(text()), 3), missing in texts(),
        times in vec(maybe(timestamp()), 2), asked in any::<bool>(), request in vec(maybe(text()), 2), names in texts(),
    ) {
        let (missing, names) = (borrowed(&missing), borrowed(&names));
        record_round_trip!(Session, {
            let mut session = Session::new(
                words.0.as_str().into(),
                words.1.as_str().into(),
                words.2.as_str().into(),
                required[0].as_str().into(),
                required[1].as_str().into(),
            );
            session.missing_parameters = Texts::from(missing.as_slice());
            session.url = optional_text(optional[0].as_ref());
            session.code = optional_text(optional[1].as_ref());
            session.mvpd = optional_text(optional[2].as_ref());
            session.not_before = times[0];
            session.not_after = times[1];
            session.authentication_request = asked.then(|| {
                let mut asked = AuthenticationRequest::default();
                asked.request_type = optional_text(request[0].as_ref());
                asked.request = request[1].as_deref().map(Into::into);
                asked.attributes_names = Texts::from(names.as_slice());
                asked
            });
            session
        });
    }

    #[test]
    fn errors(parts in error_parts(), code in word(DcrErrorCode::NAMES)) {
        record_round_trip!(EnhancedError, parts.error());
        record_round_trip!(DcrError, {
            let mut error = DcrError::new(code.as_str().into());
            error.description = Some(code.as_str().into());
            error
        });
    }

    #[test]
    fn decisions(parts in vec(decision_parts(), 0..4)) {
        let decisions: Vec<_> = parts.iter().map(DecisionParts::decision).collect();
        let encode = |buffer: &mut [u8]| encode_decisions(decisions.iter().copied(), buffer).map(<[u8]>::len);
        let whole = |body| Decisions::decode(body).map(|decisions| decisions.iter().collect());
        round_trip(&decisions, &mut Vec::new(), encode, whole)?;
    }

    #[test]
    fn logouts(parts in vec((word(LogoutActionName::NAMES), word(LogoutActionType::NAMES), text(), maybe(text())), 0..4)) {
        let actions: Vec<_> = parts
            .iter()
            .map(|(name, kind, mvpd, url)| {
                let mut action = LogoutAction::new(name.as_str().into(), kind.as_str().into(), mvpd.as_str().into());
                action.url = optional_text(url.as_ref());
                action
            })
            .collect();
        let encode = |buffer: &mut [u8]| encode_logouts(actions.iter().copied(), buffer).map(<[u8]>::len);
        let whole = |body| Logouts::decode(body).map(|logouts| logouts.iter().collect());
        round_trip(&actions, &mut Vec::new(), encode, whole)?;
    }

    #[test]
    fn configurations(
        names in vec(text(), 2), domains in vec((text(), any::<Option<bool>>()), 0..3),
        mvpds in vec((text(), vec(maybe(text()), 3), vec(any::<bool>(), 8), maybe(word(BoardingStatus::NAMES))), 0..4),
    ) {
        let domains: Vec<_> = domains
            .iter()
            .map(|(name, initiated)| {
                let mut domain = Domain::new(name.as_str().into());
                domain.mvpd_initiated = *initiated;
                domain
            })
            .collect();
        let mvpds: Vec<_> = mvpds
            .iter()
            .map(|(id, texts, flags, boarding)| {
                let mut mvpd = Mvpd::new(id.as_str().into());
                mvpd.display_name = optional_text(texts[0].as_ref());
                mvpd.logo_url = optional_text(texts[1].as_ref());
                mvpd.is_temp_pass = flags[0];
                mvpd.is_proxy = flags[1];
                mvpd.auth_per_aggregator = flags[2];
                mvpd.auth_per_browser_session = flags[3];
                mvpd.passive_authn_enabled = flags[4];
                mvpd.enable_platform_services = flags[5];
                mvpd.display_in_platform_picker = flags[6];
                mvpd.enforce_platform_permissions = flags[7];
                mvpd.boarding_status = boarding.as_deref().map(Into::into);
                mvpd.platform_mapping_id = optional_text(texts[2].as_ref());
                mvpd
            })
            .collect();
        let encode = |buffer: &mut [u8]| {
            encode_configuration(names[0].as_str(), names[1].as_str(), domains.clone(), mvpds.clone(), buffer).map(<[u8]>::len)
        };
        let whole = |body| {
            Configuration::decode(body).map(|configuration| (configuration.domains().collect(), configuration.mvpds().collect()))
        };
        round_trip(&(domains.clone(), mvpds.clone()), &mut Vec::new(), encode, whole)?;
    }

    #[test]
    fn profiles(parts in vec(profile_parts(), 0..3)) {
        let pieces: Vec<_> = parts.iter().flat_map(ProfileParts::pieces).collect();
        let encode = |buffer: &mut [u8]| encode_profiles(pieces.iter().copied(), buffer).map(<[u8]>::len);
        let body = exactly(encode)?;
        visits_as_viewed(&body);
        let whole = Profiles::decode(&body).unwrap();
        prop_assert_eq!(whole.iter().count(), parts.len());
        for (profile, parts) in whole.iter().zip(&parts) {
            prop_assert_eq!(profile.mvpd, parts.texts[0].as_str());
            prop_assert_eq!((profile.not_before, profile.not_after), parts.times);
            prop_assert_eq!(profile.issuer, parts.texts[1].as_str());
            prop_assert_eq!(profile.profile_type.as_text(), parts.profile_type.as_str());
            prop_assert_eq!(profile.session_id, optional_text(parts.session_id.as_ref()));
            prop_assert_eq!(profile.attributes.iter().collect::<Vec<_>>(), parts.attributes());
        }
    }
}

#[test]
fn a_visitor_is_told_what_the_view_hands_out_however_an_attribute_is_written() {
    for attribute in [
        "null",
        "{}",
        r#"{"value":null,"state":"plain"}"#,
        r#"{"value":[],"state":"plain"}"#,
        r#"{"value":[1,{"a":[]},"b"],"state":"enc"}"#,
        r#"{"state":"enc","value":{"a":{"b":[true]}}}"#,
        r#"{"value":1,"value":["last",2]}"#,
        r#"{"value":["first"],"value":null}"#,
        r#"{"value":"x","state":"plain","state":"later","error":{"code":[2]}}"#,
        r#"{ "value" : "x" , "state" : "plain" , "unknown" : [0] }"#,
    ] {
        let body = format!(
            r#"{{"profiles":{{"Dish":{{"notBefore":1733735289035,"notAfter":2,"issuer":"Dish","type":"regular","attributes":
            {{"first":{attribute},"second":{attribute}}}}}}}}}"#
        );
        assert!(Profiles::decode(body.as_bytes()).is_ok(), "{attribute}");
        visits_as_viewed(body.as_bytes());
    }
}

#[test]
fn an_informational_field_that_comes_twice_is_told_as_the_view_has_it() {
    for name in ["issuer", "type", "sessionId"] {
        for [first, last] in [
            [r#""first""#, r#""last""#],
            [r#""first""#, "[]"],
            [r#""first""#, "null"],
            ["[]", r#""last""#],
            [r#"{"a": 7}"#, "7"],
        ] {
            let body = format!(
                r#"{{"profiles":{{"Dish":{{"issuer":"Dish","type":"regular","notBefore":1,"notAfter":2,
                "{name}":{first},"attributes":{{}},"{name}":{last}}}}}}}"#
            );
            assert!(Profiles::decode(body.as_bytes()).is_ok(), "{body}");
            visits_as_viewed(body.as_bytes());
        }
    }
}
