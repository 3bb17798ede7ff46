//! The one flow that renews credentials and token, while others wait.

use super::Installation;
use crate::flow::app::Now;

/// A flow that got no answer within this time is taken for gone, and another registers or gets the token.
const RENEWAL_MILLIS: u64 = 60_000;

/// The one flow that registers or gets a token, for all of them.
#[derive(Clone, Copy, Default)]
pub(super) struct Renewal {
    /// 0 for none.
    pub(super) ticket: u16,
    pub(super) until: u64,
}

impl Installation {
    /// Makes `ticket`, which is 0 for a flow that has none yet, the one that registers or gets a token.
    ///
    /// # Errors
    /// Another flow is it, until this time.
    pub(in crate::flow) fn claim(&mut self, ticket: &mut u16, now: &Now) -> Result<(), u64> {
        let Renewal { ticket: holder, until } = self.renewal;
        if holder != 0 && holder != *ticket && now.monotonic_millis < until {
            return Err(until);
        }
        if *ticket == 0 {
            self.last_ticket = self.last_ticket.wrapping_add(1).max(1);
            *ticket = self.last_ticket;
        }
        let until = now.after(RENEWAL_MILLIS);
        self.renewal = Renewal { ticket: *ticket, until };
        Ok(())
    }

    /// Ends that; `false` if another flow took it over.
    pub(in crate::flow) fn release(&mut self, ticket: u16) -> bool {
        let is_holder = ticket != 0 && self.renewal.ticket == ticket;
        if is_holder {
            self.renewal.ticket = 0;
        }
        is_holder
    }
}
