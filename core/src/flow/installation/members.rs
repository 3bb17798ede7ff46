//! The members of an installation's saved form, by one table that writes and reads them.

use super::Installation;
use crate::flow::storage::{Slot, TooLong};
use crate::json::{self, Names, Reader, Shape, Text, Writer, names, read};

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
    CodeIsComplete,
    CodeArguments,
}

/// The numbers in their order; truth is 1.
pub(super) type Numbers = [u64; Number::CodeArguments as usize + 1];

/// A member by its type.
#[derive(Clone, Copy)]
enum Member {
    Text(Slot),
    Number(Number),
    Boolean(Number),
}

macro_rules! members {
    ($($name:literal is $member:expr,)*) => {
        const NAMES: Names = names![$($name),*];
        const MEMBERS: &[Member] = &[$( $member ),*];
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
    "code_is_complete" is Member::Boolean(Number::CodeIsComplete),
    "code_arguments" is Member::Number(Number::CodeArguments),
}

/// The first two have to be there.
const SHAPE: &Shape = &Shape { names: NAMES, required: 0b11, informational: 0 };

impl Installation {
    pub(super) fn write_members(&self, numbers: &Numbers, writer: &mut Writer<'_, '_>) {
        writer.begin_object();
        for (place, member) in MEMBERS.iter().enumerate() {
            let (text, number) = match *member {
                Member::Text(slot) => (self.text(slot), 0),
                Member::Number(number) | Member::Boolean(number) => {
                    ("", numbers.get(number as usize).map_or(0, |n| *n))
                }
            };
            if text.is_empty() && number == 0 {
                continue;
            }
            writer.key(NAMES.get(place));
            match member {
                Member::Text(_) => writer.text(&text.into()),
                Member::Number(_) => writer.number(number),
                Member::Boolean(_) => writer.boolean(true),
            }
        }
        writer.end_object();
    }

    /// Takes up the texts, and hands out the numbers; the inner error is a text that finds no room.
    pub(super) fn read_members(
        &mut self,
        bytes: &[u8],
        numbers: &mut Numbers,
    ) -> Result<Result<(), TooLong>, json::Error> {
        let (mut reader, mut stored) = (Reader::new(bytes), Ok(()));
        // The longest comes last, so that nothing moves for it.
        let mut authorization = Text::default();
        reader.record(SHAPE, |reader, index| {
            let Some(member) = MEMBERS.get(index as usize) else { return };
            let (number, value) = match *member {
                Member::Text(Slot::Authorization) => return authorization = read(reader),
                Member::Text(slot) => {
                    let text = read(reader);
                    stored = stored.and_then(|()| self.set(slot, "", &text));
                    return;
                }
                Member::Number(number) => (number, read(reader)),
                Member::Boolean(number) => (number, u64::from(read::<bool>(reader))),
            };
            if let Some(place) = numbers.get_mut(number as usize) {
                *place = value;
            }
        });
        reader.finish()?;
        Ok(stored.and_then(|()| self.set(Slot::Authorization, "", &authorization)))
    }
}
