//! An answer of the ordinary form, told by lanes. They stop where that form ends, and the strict walk goes on from there.

use super::visitor::ProfileVisitor;
use crate::endpoint::profile::{AttributeState, ProfileBody, STATE, VALUE, behind_plain_state, value_of};
use crate::json::{Field, Lane, Members, Name, Paused, Private, Rest, key};

const PROFILES: Name = Name::only(&"profiles");

/// The innermost of an answer that a lane left to be read, after which those that hold it follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Within {
    /// Nothing is left.
    Nothing,
    Answer,
    Profiles,
    Profile,
    Attributes,
    Attribute,
    Value,
}

/// The place of a walk that stopped.
pub(super) struct Stop {
    pub(super) within: Within,
    /// The fields of the profile that were there, one bit each.
    pub(super) seen: u32,
}

type Stopped<'a> = (Paused<'a>, Stop);

/// The answer that stands next, which is mostly over afterwards; none where it does not begin in the ordinary form.
#[inline]
pub(super) fn visit_answer<'a>(
    lane: Lane<'_, 'a>,
    rest: Rest<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Option<Stopped<'a>> {
    let (around, mut answer) = (lane.within()?, Members::of(rest)?);
    let value = answer.value(key!("profiles"))?;
    let (within, profiles) = (around.within()?, Members::of(value)?);
    lane.name(PROFILES);
    let end = match visit_each(within, profiles, visitor) {
        Ok(end) => end,
        Err(stopped) => return Some(stopped),
    };
    Some(match answer.read_other(end).then(|| answer.outside()).flatten() {
        Some(outside) => stopped(lane.behind(outside), Within::Nothing),
        None => stopped(around.behind(end), Within::Answer),
    })
}

/// The profiles up to the end of their map.
#[inline]
fn visit_each<'a>(
    lane: Lane<'_, 'a>,
    mut profiles: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Result<Rest<'a>, Stopped<'a>> {
    let begun = profiles;
    while let Some((mvpd, value)) = profiles.member(lane)
        && let Some(within) = lane.within()
        && let Some(profile) = Members::of(value)
    {
        visitor.begin(mvpd);
        let end = visit_profile(within, profile, visitor)?;
        visitor.end();
        if !profiles.read_other(end) {
            return Err(stopped(lane.behind(end), Within::Profiles));
        }
    }
    profiles.outside().ok_or_else(|| stopped(profiles.paused_since(begun, lane), Within::Profiles))
}

/// A profile alone, which is mostly over afterwards; none where it does not begin in the ordinary form.
#[inline]
pub(super) fn visit_one<'a>(
    lane: Lane<'_, 'a>,
    rest: Rest<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Option<Stopped<'a>> {
    let (within, profile) = (lane.within()?, Members::of(rest)?);
    Some(match visit_profile(within, profile, visitor) {
        Ok(end) => stopped(lane.behind(end), Within::Profiles),
        Err(stopped) => stopped,
    })
}

/// A profile behind its opening brace.
// One copy as well.
#[inline(never)]
fn visit_profile<'a>(
    lane: Lane<'_, 'a>,
    begun: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Result<Rest<'a>, Stopped<'a>> {
    let mut members = visit_members(lane, begun, visitor);
    if let Some(value) = members.value(key!("attributes"))
        && let Some(within) = lane.within()
        && let Some(attributes) = Members::of(value)
    {
        let seen = members.seen() | 1 << ProfileBody::ATTRIBUTES;
        lane.name(ProfileBody::SHAPE.names.name(ProfileBody::ATTRIBUTES));
        let end = visit_attributes(within, attributes, visitor).map_err(|(at, within)| (at, Stop { within, seen }))?;
        if !members.read(ProfileBody::ATTRIBUTES, true, end) {
            return Err((lane.behind(end), Stop { within: Within::Profile, seen }));
        }
    }
    let seen = members.seen();
    members.name_last(lane, ProfileBody::SHAPE);
    let outside = if ProfileBody::SHAPE.required & !seen == 0 { members.outside() } else { None };
    outside.ok_or_else(|| (members.paused_since(begun, lane), Stop { within: Within::Profile, seen }))
}

/// The fields in front of the attributes, as far as each is of the ordinary form.
#[inline]
fn visit_members<'a>(
    lane: Lane<'_, 'a>,
    mut members: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Members<'a> {
    tell_next(lane, &mut members, (ProfileBody::NOT_BEFORE, key!("notBefore")), |time| visitor.not_before(time));
    tell_next(lane, &mut members, (ProfileBody::NOT_AFTER, key!("notAfter")), |time| visitor.not_after(time));
    tell_next(lane, &mut members, (ProfileBody::ISSUER, key!("issuer")), |issuer| visitor.issuer(issuer));
    tell_next(lane, &mut members, (ProfileBody::TYPE, key!("type")), |profile_type| visitor.profile_type(profile_type));
    members
}

/// Hands the value of the field on whose key stands next, if it is that one.
#[inline]
fn tell_next<'a, T: Field<'a>, const N: usize>(
    lane: Lane<'_, 'a>,
    members: &mut Members<'a>,
    (index, key): (u32, &[u8; N]),
    visit: impl FnOnce(T),
) {
    if let Some(value) = members.value(key)
        && let Some((value, end)) = T::by_lane(lane, value)
        && members.read(index, false, end)
    {
        visit(value);
    }
}

/// As many of the next attributes as are of the ordinary form.
#[inline]
pub(super) fn visit_next<'a>(
    lane: Lane<'_, 'a>,
    members: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> (Paused<'a>, Within) {
    match visit_attributes(lane, members, visitor) {
        Ok(end) => (lane.outside(end), Within::Profile),
        Err(stopped) => stopped,
    }
}

/// The attributes up to the end of their object, as long as each is a value in plain text.
// One copy, into which what it calls is inlined.
#[inline(never)]
fn visit_attributes<'a>(
    lane: Lane<'_, 'a>,
    mut members: Members<'a>,
    visitor: &mut impl ProfileVisitor<'a>,
) -> Result<Rest<'a>, (Paused<'a>, Within)> {
    let begun = members;
    while let Some((name, attribute)) = members.member(lane)
        && let Some(within) = lane.within()
        && let Some(value) = value_of(attribute)
        && !matches!(value, [b'n', ..])
    {
        visitor.attribute(name);
        let end = match within.walk(value, |token| visitor.value(Private::new(token))) {
            Ok(end) => end,
            Err(paused) => {
                lane.name(VALUE);
                return Err((paused, Within::Value));
            }
        };
        let Some(outside) = behind_plain_state(end) else {
            lane.name(VALUE);
            return Err((within.behind(end), Within::Attribute));
        };
        visitor.state(AttributeState::Plain);
        if !members.read_other(outside) {
            lane.name(STATE);
            return Err((lane.behind(outside), Within::Attributes));
        }
    }
    if !members.is_at_first(begun) {
        lane.name(STATE);
    }
    members.outside().ok_or_else(|| (members.paused_since(begun, lane), Within::Attributes))
}

/// A stop outside of any profile.
#[inline]
fn stopped(at: Paused<'_>, within: Within) -> Stopped<'_> {
    (at, Stop { within, seen: 0 })
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{Within, visit_answer};
    use crate::endpoint::{AttributeState, ProfileVisitor};
    use crate::json::{Private, Reader, Text, Timestamp, Token};

    #[derive(Default)]
    struct Counts {
        times: usize,
        attributes: usize,
        values: usize,
        states: usize,
        ends: usize,
    }

    impl<'a> ProfileVisitor<'a> for Counts {
        fn not_before(&mut self, _: Timestamp) {
            self.times += 1;
        }
        fn not_after(&mut self, _: Timestamp) {
            self.times += 1;
        }
        fn attribute(&mut self, _: Text<'a>) {
            self.attributes += 1;
        }
        fn value(&mut self, _: Private<Token<'a>>) {
            self.values += 1;
        }
        fn state(&mut self, _: AttributeState<'a>) {
            self.states += 1;
        }
        fn end(&mut self) {
            self.ends += 1;
        }
    }

    /// The pieces that lanes tell, and the place at which they stop: what it is within, its depth and its offset.
    fn told(body: &str) -> (Counts, Option<(Within, u32, usize)>) {
        let (mut counts, mut reader) = (Counts::default(), Reader::new(body.as_bytes()));
        let stop = reader.begin_by_lane(|lane, rest| visit_answer(lane, rest, &mut counts));
        (counts, stop.map(|stop| (stop.within, reader.depth(), reader.offset())))
    }

    const BEFORE: &str = concat!(
        r#"{"profiles":{"Dish":{"notBefore":1,"notAfter":2,"issuer":"Dish","type":"regular","#,
        r#""attributes":{"zip":{"value":"84001","state":"plain"}"#,
    );

    #[test]
    fn an_ordinary_answer_is_told_by_lanes_alone() {
        let body = std::format!(r#"{BEFORE},"rating":{{"value":[7],"state":"plain"}}}}}}}}}}"#);
        let (counts, stop) = told(&body);
        assert_eq!((counts.times, counts.attributes, counts.values), (2, 2, 4));
        assert_eq!((counts.states, counts.ends), (2, 1));
        assert_eq!(stop, Some((Within::Nothing, 0, body.len())));
    }

    #[test]
    fn lanes_stop_in_front_of_what_is_of_another_form() {
        for (rest, within, depth) in [
            (r#","user":{"state":"enc"}}}}}"#, Within::Attributes, 4),
            (r#","user":{"value":7,"state":"enc"}}}}}"#, Within::Attribute, 5),
            (r#","user":{"value":[7 8],"state":"plain"}}}}}"#, Within::Value, 6),
            (r#"},"age":7}}}"#, Within::Profile, 3),
            (r#"}},"Xfinity":null}}"#, Within::Profiles, 2),
            (r#"}}},"more":7}"#, Within::Answer, 1),
        ] {
            let (counts, stop) = told(&std::format!("{BEFORE}{rest}"));
            let (found, deep, _) = stop.unwrap();
            assert_eq!((found, deep, counts.times), (within, depth, 2), "{rest}");
        }
        assert_eq!(told(r#"{"more":7}"#).1, None);
        assert_eq!(told(r#"{"profiles":{}}"#).1, Some((Within::Profiles, 2, 13)));
    }
}
