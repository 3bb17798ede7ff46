//! The texts of an installation, one after the other in a memory whose size the owner chooses.

use core::fmt;

use zeroize::Zeroize;

use crate::json::Text;

/// One of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Slot {
    ClientId,
    ClientSecret,
    Mvpd,
    MvpdName,
    MvpdLogo,
    Code,
    /// `Bearer ` and the access token: the longest, and the one that changes most often, so that nothing moves for it.
    Authorization,
}

const SLOTS: usize = Slot::Authorization as usize + 1;

impl Slot {
    /// The name that an error gives.
    const fn name(self) -> &'static str {
        match self {
            Self::ClientId => "client_id",
            Self::ClientSecret => "client_secret",
            Self::Mvpd => "mvpd",
            Self::MvpdName => "mvpd_name",
            Self::MvpdLogo => "mvpd_logo",
            Self::Code => "code",
            Self::Authorization => "access_token",
        }
    }
}

/// A value does not fit into the memory of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TooLong {
    /// The name of the value.
    pub field: &'static str,
    /// Bytes that the memory must have to hold this value beside those that are there.
    pub needed: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no room for {}: the installation needs {} bytes of storage", self.field, self.needed)
    }
}

impl core::error::Error for TooLong {}

/// The lengths of the texts; `bytes` holds them in the order of [`Slot`].
#[derive(Clone)]
pub(super) struct Lengths([u16; SLOTS]);

impl Lengths {
    pub(super) const fn new() -> Self {
        Self([0; SLOTS])
    }

    fn range(&self, slot: Slot) -> (usize, usize) {
        let sum = |count| self.0.iter().take(count).map(|length| usize::from(*length)).sum();
        (sum(slot as usize), sum(slot as usize + 1))
    }

    fn total(&self) -> usize {
        self.range(Slot::Authorization).1
    }

    pub(super) fn get<'b>(&self, slot: Slot, bytes: &'b [u8]) -> &'b str {
        let (start, end) = self.range(slot);
        // Whole texts alone are ever stored, so that this loses nothing.
        core::str::from_utf8(bytes.get(start..end).unwrap_or_default()).unwrap_or_default()
    }

    /// Stores `prefix` and the characters of `text`. The old value stays where the new one finds no room.
    // Once for all slots and capacities.
    #[inline(never)]
    pub(super) fn set(&mut self, slot: Slot, bytes: &mut [u8], prefix: &str, text: &Text<'_>) -> Result<(), TooLong> {
        let (start, end) = self.range(slot);
        let total = self.total();
        let length = prefix.len() + text.length();
        let needed = (total - (end - start)).saturating_add(length);
        if needed > bytes.len() || needed > usize::from(u16::MAX) {
            return Err(TooLong { field: slot.name(), needed });
        }
        shift(bytes, end, start + length, total - end);
        // Nothing of an old secret remains behind the last text.
        wipe(bytes.get_mut(needed..total.max(needed)).unwrap_or_default());
        let target = bytes.get_mut(start..start + length).unwrap_or_default();
        crate::output::copy(target, prefix.as_bytes());
        let _ = text.copy_to(target.get_mut(prefix.len()..).unwrap_or_default());
        if let Some(kept) = self.0.get_mut(slot as usize) {
            // It fits, because `needed` does.
            *kept = u16::try_from(length).unwrap_or_default();
        }
        Ok(())
    }

    pub(super) fn clear(&mut self, slot: Slot, bytes: &mut [u8]) {
        // An empty text always fits.
        let _ = self.set(slot, bytes, "", &Text::default());
    }
}

/// Moves `length` bytes. Byte by byte with checked places, because `copy_within` keeps a path to a panic.
fn shift(bytes: &mut [u8], from: usize, to: usize, length: usize) {
    for step in 0..length {
        let offset = if to > from { length - 1 - step } else { step };
        let byte = bytes.get(from + offset).copied().unwrap_or_default();
        if let Some(target) = bytes.get_mut(to + offset) {
            *target = byte;
        }
    }
}

/// Overwrites with zeros that the compiler may not leave out. Byte by byte, because the slice's own method can panic.
pub(super) fn wipe(bytes: &mut [u8]) {
    bytes.iter_mut().for_each(Zeroize::zeroize);
}

/// CRC-32 (ISO-HDLC) of `bytes` after those that gave `before`; 0 for none.
pub(super) fn crc32(before: u32, bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!before, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(crc & 1)))
    })
}

/// The same of a text and a byte that ends it, so that two texts in a row cannot trade characters.
pub(super) fn crc32_of(before: u32, text: &Text<'_>) -> u32 {
    let crc = text.pieces().fold(before, |crc, piece| crc32(crc, piece.as_str(&mut [0; 4]).as_bytes()));
    crc32(crc, &[0])
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{Lengths, Slot, crc32};

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(crc32(0, b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(crc32(0, b"1234"), b"56789"), 0xCBF4_3926);
    }

    #[test]
    fn texts_keep_their_values_while_their_neighbours_grow_and_shrink() {
        let (mut lengths, mut bytes) = (Lengths::new(), [0; 16]);
        lengths.set(Slot::ClientId, &mut bytes, "", &"id".into()).unwrap();
        lengths.set(Slot::Authorization, &mut bytes, "Bearer ", &"t".into()).unwrap();
        lengths.set(Slot::Mvpd, &mut bytes, "", &"Dish".into()).unwrap();
        assert_eq!(lengths.get(Slot::Authorization, &bytes), "Bearer t");
        lengths.set(Slot::ClientId, &mut bytes, "", &"long".into()).unwrap();
        assert_eq!((lengths.get(Slot::ClientId, &bytes), lengths.get(Slot::Mvpd, &bytes)), ("long", "Dish"));
        lengths.clear(Slot::Mvpd, &mut bytes);
        assert_eq!(lengths.get(Slot::Authorization, &bytes), "Bearer t");
        assert_eq!(bytes[12..], [0; 4], "what was freed is overwritten");
    }

    #[test]
    fn a_value_without_room_leaves_the_old_one_and_says_how_much_is_needed() {
        let (mut lengths, mut bytes) = (Lengths::new(), [0; 8]);
        lengths.set(Slot::ClientId, &mut bytes, "", &"client".into()).unwrap();
        let error = lengths.set(Slot::Mvpd, &mut bytes, "", &"Dish".into()).unwrap_err();
        assert_eq!((error.field, error.needed), ("mvpd", 10));
        assert_eq!(lengths.get(Slot::ClientId, &bytes), "client");
    }

    #[test]
    fn places_are_told_in_sixteen_bits_however_much_memory_there_is() {
        let (mut lengths, mut bytes) = (Lengths::new(), std::vec![0; 70_000]);
        let text = "x".repeat(65_536);
        let error = lengths.set(Slot::Mvpd, &mut bytes, "", &text.as_str().into()).unwrap_err();
        assert_eq!(error.needed, 65_536);
        lengths.set(Slot::Mvpd, &mut bytes, "", &text[1..].into()).unwrap();
        assert_eq!(lengths.get(Slot::Mvpd, &bytes).len(), 65_535);
    }
}
