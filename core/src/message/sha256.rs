//! SHA-256 (FIPS 180-4), for the ids of devices.
//!
//! Our own, since it is one page, allocates nothing and has no path to a panic, which the link of the firmware image proves.

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
];

/// The same of the square roots of the first eight.
const START: [u32; 8] =
    [0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19];

const BLOCK: usize = 64;
/// Bytes of the message's length, at the end of the last block.
const LENGTH: usize = 8;

/// The digest of `message`.
pub(crate) fn digest(message: &[u8]) -> [u8; 32] {
    let mut state = START;
    let (blocks, rest) = message.as_chunks::<BLOCK>();
    for block in blocks {
        compress(&mut state, block);
    }
    let mut last = [[0; BLOCK]; 2];
    for (target, byte) in last.as_flattened_mut().iter_mut().zip(rest.iter().chain(&[0x80])) {
        *target = *byte;
    }
    let blocks = if rest.len() < BLOCK - LENGTH { 1 } else { 2 };
    let bits = (message.len() as u64).wrapping_mul(8).to_be_bytes();
    let padded = last.as_flattened_mut().iter_mut().take(blocks * BLOCK).rev();
    for (target, byte) in padded.zip(bits.iter().rev()) {
        *target = *byte;
    }
    for block in last.iter().take(blocks) {
        compress(&mut state, block);
    }
    let mut digest = [0; 32];
    for (target, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
        *target = word.to_be_bytes();
    }
    digest
}

#[inline(never)]
// The standard's names.
#[allow(clippy::many_single_char_names)]
fn compress(state: &mut [u32; 8], block: &[u8; BLOCK]) {
    // The last sixteen words of the schedule; an index of four bits is never beyond them.
    let mut schedule = [0_u32; 16];
    for (word, bytes) in schedule.iter_mut().zip(block.as_chunks().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (round, constant) in ROUNDS.iter().enumerate() {
        let word = schedule[round & 15];
        let (early, late) = (schedule[(round + 1) & 15], schedule[(round + 14) & 15]);
        schedule[round & 15] = word
            .wrapping_add(early.rotate_right(7) ^ early.rotate_right(18) ^ early >> 3)
            .wrapping_add(schedule[(round + 9) & 15])
            .wrapping_add(late.rotate_right(17) ^ late.rotate_right(19) ^ late >> 10);
        let first = h
            .wrapping_add(e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25))
            .wrapping_add(e & f ^ !e & g)
            .wrapping_add(*constant)
            .wrapping_add(word);
        let second = (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add(a & b ^ a & c ^ b & c);
        (h, g, f, e) = (g, f, e, d.wrapping_add(first));
        (d, c, b, a) = (c, b, a, first.wrapping_add(second));
    }
    for (word, more) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(more);
    }
}
