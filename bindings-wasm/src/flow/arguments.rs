//! The arguments of a flow, as it owns them.

use alloc::string::String;
use alloc::vec::Vec;

use tvpass::endpoint::APPLE;
use tvpass::flow::ResourceList;

use crate::fields::Fields;

/// The arguments of a flow, which it is to own.
pub(super) struct Arguments<'a>(pub(super) Fields<'a>);

// Code that is there once, and not at each of its calls.
impl Arguments<'_> {
    #[inline(never)]
    pub(super) fn text(&self, name: &str) -> String {
        self.0.text(name).into()
    }

    #[inline(never)]
    pub(super) fn optional(&self, name: &str) -> Option<String> {
        self.0.get(name).map(String::from)
    }

    #[inline(never)]
    pub(super) fn says(&self, name: &str) -> bool {
        self.0.text(name) == "true"
    }

    pub(super) fn partner(&self) -> String {
        self.optional("partner").unwrap_or_else(|| APPLE.into())
    }

    /// The values of a name that can come several times.
    pub(super) fn texts(&self, name: &str) -> Texts {
        Texts(self.0.all(name).into_iter().map(String::from).collect())
    }
}

/// Resources or devices that the flow owns.
pub(super) struct Texts(Vec<String>);

impl ResourceList for Texts {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}
