//! Codes, tokens and identifiers.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const CODE_ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const CODE_LENGTH: usize = 7;
const TOKEN_ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The service's source of random values.
#[derive(Debug)]
pub(crate) struct Random(StdRng);

impl Random {
    /// A `seed` makes every run equal.
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self(seed.map_or_else(unpredictable, StdRng::seed_from_u64))
    }

    /// An authentication code.
    pub(crate) fn code(&mut self) -> String {
        self.text(CODE_ALPHABET, CODE_LENGTH)
    }

    /// A secret that nobody guesses: 43 characters of 6 bits.
    pub(crate) fn token(&mut self) -> String {
        self.text(TOKEN_ALPHABET, 43)
    }

    /// A UUID of version 4.
    pub(crate) fn uuid(&mut self) -> String {
        uuid::Builder::from_random_bytes(self.0.random()).into_uuid().to_string()
    }

    /// A link code of the Single Sign-On Service.
    pub(crate) fn digits(&mut self) -> String {
        self.text(b"0123456789", 6)
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(alphabet[self.0.random_range(0..alphabet.len())])).collect()
    }
}

/// Seeded by the operating system.
#[cfg(feature = "server")]
fn unpredictable() -> StdRng {
    rand::make_rng()
}

/// Without an operating system there is nothing to seed it with.
#[cfg(not(feature = "server"))]
fn unpredictable() -> StdRng {
    StdRng::seed_from_u64(0)
}

/// True if `code` looks like one that this service gives.
pub(crate) fn is_code(code: &str) -> bool {
    code.len() == CODE_LENGTH && code.bytes().all(|byte| CODE_ALPHABET.contains(&byte))
}
