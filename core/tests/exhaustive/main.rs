//! Pieces whose whole input space is small, tried on all of it against an oracle: a proof, where samples would be tests.
//!
//! They take minutes unoptimized, so that `cargo xtask test exhaustive` alone runs them.

mod base64_groups;
mod chunk_sizes;
mod escapes;
mod numbers;
mod percent_triplets;

/// Calls `each` with every text of up to `length` characters of `alphabet`.
fn every_text(alphabet: &[u8], length: usize, each: &mut impl FnMut(&str)) {
    let mut text = Vec::with_capacity(length);
    extend(alphabet, length, &mut text, each);
}

fn extend(alphabet: &[u8], length: usize, text: &mut Vec<u8>, each: &mut impl FnMut(&str)) {
    each(std::str::from_utf8(text).expect("the alphabet is ASCII"));
    if text.len() == length {
        return;
    }
    for letter in alphabet {
        text.push(*letter);
        extend(alphabet, length, text, each);
        text.pop();
    }
}
