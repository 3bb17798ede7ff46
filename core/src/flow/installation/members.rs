//! The members of an installation's saved form, by one table that writes and reads them.

use crate::flow::storage::{SLOTS, Slot};
use crate::json::{self, Keys, Reader, Shape, Text, Writer, read, record};

/// How many members are numbers.
const NUMBERS: usize = Number::CodeArguments as usize + 1;

/// A member that is a number; 0 says as much as none.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Number {
    Format,
    Owner,
    RefreshAt,
    TokenCreatedAt,
    ProfileUntil,
    CodeUntil,
    CodeArguments,
}

/// A member by its type.
#[derive(Clone, Copy)]
enum Member {
    Text(Slot),
    Number(Number),
    CodeIsComplete,
}

macro_rules! members {
    ($($name:literal is $member:expr,)*) => {
        const KEYS: &[&str] = &[$( record!(@wire_key $name) ),*];
        const MEMBERS: [Member; KEYS.len()] = [$( $member ),*];
    };
}

members! {
    "format" is Member::Number(Number::Format),
    "owner" is Member::Number(Number::Owner),
    "client_id" is Member::Text(Slot::ClientId),
    "client_secret" is Member::Text(Slot::ClientSecret),
    "authorization" is Member::Text(Slot::Authorization),
    "refresh_at" is Member::Number(Number::RefreshAt),
    "token_created_at" is Member::Number(Number::TokenCreatedAt),
    "mvpd" is Member::Text(Slot::Mvpd),
    "mvpd_name" is Member::Text(Slot::MvpdName),
    "mvpd_logo" is Member::Text(Slot::MvpdLogo),
    "profile_until" is Member::Number(Number::ProfileUntil),
    "code" is Member::Text(Slot::Code),
    "code_until" is Member::Number(Number::CodeUntil),
    "code_is_complete" is Member::CodeIsComplete,
    "code_arguments" is Member::Number(Number::CodeArguments),
}

/// The first two have to be there.
const SHAPE: &Shape = &Shape { keys: Keys::new(KEYS), required: 0b11, informational: 0, item_key: "" };

/// All that must survive a restart.
#[derive(Default)]
pub(super) struct Saved<'a> {
    /// By their slots.
    pub(super) texts: [Text<'a>; SLOTS],
    /// Format, owner, the four times and the arguments of the code.
    pub(super) numbers: [u64; NUMBERS],
    pub(super) code_is_complete: bool,
}

impl<'a> Saved<'a> {
    pub(super) fn decode(bytes: &'a [u8]) -> Result<Self, json::Error> {
        let (mut reader, mut saved) = (Reader::new(bytes), Self::default());
        reader.record(SHAPE, |reader, index| saved.read(reader, index));
        reader.finish().map(|()| saved)
    }

    fn read(&mut self, reader: &mut Reader<'a>, index: u32) {
        match MEMBERS.get(index as usize) {
            Some(Member::Text(slot)) => {
                if let Some(text) = self.texts.get_mut(*slot as usize) {
                    *text = read(reader);
                }
            }
            Some(Member::Number(number)) => {
                if let Some(number) = self.numbers.get_mut(*number as usize) {
                    *number = read(reader);
                }
            }
            _ => self.code_is_complete = read(reader),
        }
    }

    pub(super) fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.begin_object();
        for (key, member) in KEYS.iter().zip(MEMBERS) {
            match member {
                Member::Text(slot) => {
                    let text = self.texts.get(slot as usize).copied().unwrap_or_default();
                    if !text.is_empty() {
                        writer.member(key);
                        writer.text(&text);
                    }
                }
                Member::Number(number) => {
                    let number = self.numbers.get(number as usize).copied().unwrap_or_default();
                    if number != 0 {
                        writer.member(key);
                        writer.number(number);
                    }
                }
                Member::CodeIsComplete => {
                    if self.code_is_complete {
                        writer.member(key);
                        writer.boolean(true);
                    }
                }
            }
        }
        writer.end_object();
    }
}
