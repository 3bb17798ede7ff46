//! The inputs of `tests/vectors/cases`, each as it arrived.

macro_rules! case {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/cases/", $name))
    };
}

pub(crate) use case;
