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
        EnhancedError {
            action: self.action.as_deref().map(Into::into),
            status: self.status,
            code: part(0),
            message: part(1).map(TextOrHost),
            details: part(2),
            help_url: part(3),
            trace: part(4),
        }
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
        Decision {
            resource: self.texts[0].as_str().into(),
            service_provider: self.texts[1].as_str().into(),
            mvpd: self.texts[2].as_str().into(),
            authorized: self.authorized,
            source: self.source.as_str().into(),
            not_before: self.times[0],
            not_after: self.times[1],
            token: self.token.as_deref().map(|token| MediaToken {
                not_before: self.times[2],
                not_after: self.times[3],
                serialized_token: token.into(),
                issued_at: self.times[4],
            }),
            error: self.error.as_ref().map(ErrorParts::error),
        }
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
            .map(|(name, json, state, error)| Attribute {
                name: name.as_str().into(),
                value: Private::new(Value::decode(json.as_bytes()).unwrap()),
                state: state.as_str().into(),
                // A null error is none.
                error: error
                    .as_ref()
                    .map(|json| Value::decode(json.as_bytes()).unwrap())
                    .filter(|error| !error.is_null())
                    .map(Private::new),
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
        record_round_trip!(ClientCredentials, ClientCredentials {
            client_id: texts[0].as_str().into(),
            client_secret: texts[1].as_str().into(),
            client_id_issued_at: issued,
            redirect_uris: Texts::from(uris.as_slice()),
            grant_types: Texts::from(grants.as_slice()),
            scopes: Texts::from(scopes.as_slice()),
        });
    }

    #[test]
    fn access_tokens(
        texts in vec(maybe(text()), 3), token in text(), created in maybe(timestamp()), life in any::<u64>(),
    ) {
        record_round_trip!(AccessToken, AccessToken {
            id: optional_text(texts[0].as_ref()),
            access_token: token.as_str().into(),
            created_at: created,
            expires_in: life,
            token_type: optional_text(texts[1].as_ref()),
            refresh_token: texts[2].as_deref().map(Into::into),
        });
    }

    #[test]
    fn sessions(
        words in (word(ActionName::NAMES), word(ActionType::NAMES), word(ReasonType::NAMES)),
        required in vec(text(), 2), optional in vec(maybe(text()), 3), missing in texts(),
        times in vec(maybe(timestamp()), 2), asked in any::<bool>(), request in vec(maybe(text()), 2), names in texts(),
    ) {
        let (missing, names) = (borrowed(&missing), borrowed(&names));
        record_round_trip!(Session, Session {
            action_name: words.0.as_str().into(),
            action_type: words.1.as_str().into(),
            reason_type: words.2.as_str().into(),
            missing_parameters: Texts::from(missing.as_slice()),
            url: optional_text(optional[0].as_ref()),
            code: optional_text(optional[1].as_ref()),
            session_id: required[0].as_str().into(),
            mvpd: optional_text(optional[2].as_ref()),
            service_provider: required[1].as_str().into(),
            not_before: times[0],
            not_after: times[1],
            authentication_request: asked.then(|| AuthenticationRequest {
                request_type: optional_text(request[0].as_ref()),
                request: request[1].as_deref().map(Into::into),
                attributes_names: Texts::from(names.as_slice()),
            }),
        });
    }

    #[test]
    fn errors(parts in error_parts(), code in word(DcrErrorCode::NAMES)) {
        record_round_trip!(EnhancedError, parts.error());
        record_round_trip!(DcrError, DcrError { error: code.as_str().into(), description: Some(code.as_str().into()) });
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
            .map(|(name, kind, mvpd, url)| LogoutAction {
                action_name: name.as_str().into(),
                action_type: kind.as_str().into(),
                mvpd: mvpd.as_str().into(),
                url: optional_text(url.as_ref()),
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
            .map(|(name, initiated)| Domain { name: name.as_str().into(), mvpd_initiated: *initiated })
            .collect();
        let mvpds: Vec<_> = mvpds
            .iter()
            .map(|(id, texts, flags, boarding)| Mvpd {
                id: id.as_str().into(),
                display_name: optional_text(texts[0].as_ref()),
                logo_url: optional_text(texts[1].as_ref()),
                is_temp_pass: flags[0],
                is_proxy: flags[1],
                auth_per_aggregator: flags[2],
                auth_per_browser_session: flags[3],
                passive_authn_enabled: flags[4],
                enable_platform_services: flags[5],
                display_in_platform_picker: flags[6],
                enforce_platform_permissions: flags[7],
                boarding_status: boarding.as_deref().map(Into::into),
                platform_mapping_id: optional_text(texts[2].as_ref()),
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
