//! Bodies are put together where the bytes of the socket lie.

/// Bytes that are moved at once.
const BLOCK: usize = 16;

/// Moves bytes towards the front.
pub(super) fn shift(buffer: &mut [u8], mut from: usize, mut to: usize, mut count: usize) {
    if from == to {
        return;
    }
    // All bytes of a block are read before the first is written. Where words are small, there is less room than time.
    while cfg!(target_pointer_width = "64") && count >= BLOCK {
        let block = buffer.get(from..).and_then(<[u8]>::first_chunk::<BLOCK>).copied();
        let place = buffer.get_mut(to..).and_then(<[u8]>::first_chunk_mut);
        let (Some(block), Some(place)) = (block, place) else { return };
        *place = block;
        (from, to, count) = (from.saturating_add(BLOCK), to.saturating_add(BLOCK), count - BLOCK);
    }
    for offset in 0..count {
        let byte = buffer.get(from.saturating_add(offset)).copied().unwrap_or_default();
        if let Some(target) = buffer.get_mut(to.saturating_add(offset)) {
            *target = byte;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shift;

    #[test]
    fn bytes_move_as_by_the_standard_library_over_every_distance() {
        for (from, count) in (1..60).flat_map(|from| (0..70).map(move |count| (from, count))) {
            for to in 0..=from {
                let mut bytes: [u8; 130] = core::array::from_fn(|place| u8::try_from(place).unwrap());
                let mut expected = bytes;
                expected.copy_within(from..from + count, to);
                shift(&mut bytes, from, to, count);
                assert_eq!(bytes, expected, "{count} bytes from {from} to {to}");
            }
        }
    }
}
