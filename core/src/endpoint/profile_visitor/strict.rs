//! The strict walk over an answer, which tells what lanes leave, and judges it.

use super::ordinary::{Stop, Within, visit_next, visit_one};
use super::visitor::ProfileVisitor;
use crate::endpoint::profile::{AttributeBody, AttributeState, ProfileBody};
use crate::json::{Begun, Field, Private, Reader, read, read_informational};

/// The objects around the value of an attribute: answer, profiles, profile, attributes, attribute.
const AROUND_VALUE: u32 = 5;

/// Tells the whole answer.
pub(super) fn visit_answer<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    reader.enter_object();
    if !rest_of_answer(reader, visitor) {
        reader.missing(&"profiles");
    }
}

/// Tells what is left of an answer behind `stop`, from the innermost outwards.
pub(super) fn visit_from<'a>(reader: &mut Reader<'a>, stop: &Stop, visitor: &mut impl ProfileVisitor<'a>) {
    let within = stop.within;
    if within >= Within::Profile {
        rest_of_profile(reader, stop, visitor);
        end_profile(reader, visitor);
    }
    if within >= Within::Profiles {
        rest_of_profiles(reader, visitor);
    }
    if within >= Within::Answer {
        rest_of_answer(reader, visitor);
    }
}

/// True if it had profiles.
fn rest_of_answer<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) -> bool {
    let mut found = false;
    while let Some(key) = reader.key() {
        if key == "profiles" {
            found = true;
            reader.set_field(&"profiles");
            if !reader.null() {
                reader.enter_object();
                rest_of_profiles(reader, visitor);
            }
        }
    }
    found
}

fn rest_of_profiles<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    while let Some(mvpd) = reader.key() {
        // As good as absent.
        if reader.null() {
            continue;
        }
        visitor.begin(mvpd);
        match reader.begin_by_lane(|lane, rest| visit_one(lane, rest, visitor)) {
            Some(stop) if stop.within >= Within::Profile => rest_of_profile(reader, &stop, visitor),
            Some(_) => {}
            None => reader.record(ProfileBody::SHAPE, |reader, index| visit_field(reader, index, visitor)),
        }
        end_profile(reader, visitor);
    }
}

fn end_profile<'a>(reader: &Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    if !reader.failed() {
        visitor.end();
    }
}

fn rest_of_profile<'a>(reader: &mut Reader<'a>, stop: &Stop, visitor: &mut impl ProfileVisitor<'a>) {
    if stop.within >= Within::Attributes {
        rest_of_attributes(reader, stop.within, visitor);
    }
    let begun = Begun::within(stop.seen);
    reader.end_record(ProfileBody::SHAPE, begun, |reader, index| visit_field(reader, index, visitor));
}

fn visit_field<'a>(reader: &mut Reader<'a>, index: u32, visitor: &mut impl ProfileVisitor<'a>) {
    match index {
        ProfileBody::NOT_BEFORE => emit(reader, |time| visitor.not_before(time)),
        ProfileBody::NOT_AFTER => emit(reader, |time| visitor.not_after(time)),
        ProfileBody::ISSUER => tell_stated(reader, |issuer| visitor.issuer(issuer)),
        ProfileBody::TYPE => tell_stated(reader, |profile_type| visitor.profile_type(profile_type)),
        ProfileBody::ATTRIBUTES => {
            reader.set_field(&"attributes");
            reader.enter_object();
            rest_of_attributes(reader, Within::Attributes, visitor);
        }
        // Told even where it is of another type: of a name twice, the last counts.
        _ => visitor.session_id(read_informational(reader)),
    }
}

/// Hands the next value on, if it is what it should be.
#[inline]
fn emit<'a, T: Field<'a>>(reader: &mut Reader<'a>, visit: impl FnOnce(T)) {
    let value = read(reader);
    if !reader.failed() {
        visit(value);
    }
}

/// The same of a value that is told even where it is of another type, and then empty; the record forgives that.
#[inline]
fn tell_stated<'a, T: Field<'a>>(reader: &mut Reader<'a>, visit: impl FnOnce(T)) {
    visit(read(reader));
}

/// Tells the rest of the attributes, first of the one and of the value `within` which the reader stands.
fn rest_of_attributes<'a>(reader: &mut Reader<'a>, mut within: Within, visitor: &mut impl ProfileVisitor<'a>) {
    while within >= Within::Attributes {
        if within == Within::Value {
            rest_of_value(reader, visitor);
        }
        if within >= Within::Attribute {
            rest_of_attribute(reader, visitor);
        }
        within = next_attributes(reader, visitor);
    }
}

/// Tells the next attributes of the ordinary form, or begins one of another form.
fn next_attributes<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) -> Within {
    match reader.members_by_lane(|lane, members| Some(visit_next(lane, members, visitor))) {
        None | Some(Within::Attributes) => {}
        Some(within) => return within,
    }
    let Some(name) = reader.key() else { return Within::Profile };
    if !reader.enter_informational() {
        return Within::Attributes;
    }
    visitor.attribute(name);
    Within::Attribute
}

fn rest_of_attribute<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    while let Some(index) = reader.field(AttributeBody::SHAPE.names) {
        match index {
            // A member that is null is as good as absent, here too.
            AttributeBody::VALUE if reader.null() => {}
            AttributeBody::VALUE => rest_of_value(reader, visitor),
            // The same here.
            AttributeBody::STATE => visitor.state(read_informational(reader).unwrap_or(AttributeState::Plain)),
            _ => emit(reader, |error| visitor.error(error)),
        }
    }
}

fn rest_of_value<'a>(reader: &mut Reader<'a>, visitor: &mut impl ProfileVisitor<'a>) {
    while let Some(token) = reader.token() {
        visitor.value(Private::new(token));
        if reader.depth() <= AROUND_VALUE {
            break;
        }
    }
}
