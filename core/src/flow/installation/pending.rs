//! The code of a sign-in that has not ended.

use super::{Installation, present};
use crate::flow::storage::Slot;
use crate::json::Timestamp;

/// The code of a sign-in that has not ended, as it outlives a restart.
#[derive(Clone, Copy)]
pub(in crate::flow) struct PendingCode<'a> {
    pub(in crate::flow) text: &'a str,
    /// By the wall clock.
    pub(in crate::flow) until: Timestamp,
    pub(in crate::flow) is_complete: bool,
    /// A digest of what the session was asked for with.
    pub(in crate::flow) arguments: u32,
}

impl Installation {
    pub(in crate::flow) fn pending_code(&self) -> Option<PendingCode<'_>> {
        let text = present(self.text(Slot::Code))?;
        let (until, is_complete, arguments) = (self.code_until, self.code_is_complete, self.code_arguments);
        Some(PendingCode { text, until, is_complete, arguments })
    }

    /// Keeps a code for the case that this process ends before the sign-in does.
    pub(in crate::flow) fn keep_code(&mut self, code: &PendingCode<'_>) {
        self.change();
        self.code_until = code.until;
        self.code_is_complete = code.is_complete;
        self.code_arguments = code.arguments;
        // Without room for it the sign-in works all the same, up to a restart.
        if self.set(Slot::Code, "", &code.text.into()).is_err() {
            self.clear(&[Slot::Code]);
        }
    }

    pub(in crate::flow) fn drop_code(&mut self) {
        if !self.text(Slot::Code).is_empty() {
            self.change();
            self.clear(&[Slot::Code]);
        }
    }
}
