//! Answers that are read as their bytes arrive. The memory of a stream holds the part that is being read, and with it the stream.

use tvpass::endpoint::{HeldPart, Stream, Streamed};

use crate::check::check;
use crate::memory::{Out, length};
use crate::slot::Slot;
use crate::{tvpass_bytes, tvpass_detail, tvpass_result};

/// The content of the memory of a stream.
pub(crate) type Held<K> = HeldPart<'static, K>;

/// Before the first byte.
pub(crate) fn init<S, K>(stream: Out<'_, S>) -> tvpass_result
where
    K: Streamed + 'static,
    S: Slot<Value = Held<K>>,
{
    check(None, |check| check.hold(stream, Stream::new().into_part(b"", false)))
}

/// Goes on with the bytes of `window`.
pub(crate) fn part<S, K>(stream: Option<&mut S>, window: &tvpass_bytes, is_last: u8) -> tvpass_result
where
    K: Streamed + 'static,
    S: Slot<Value = Held<K>>,
{
    check(None, |check| {
        let window = check.bytes(window);
        let held = check.slot_mut(stream)?;
        if !check.is_refused() {
            *held = held.stream().clone().into_part(window, is_last != 0);
        }
        Some(())
    })
}

/// Reads what is left of the part, and says how many bytes of its window are done with.
pub(crate) fn finish<S, K>(stream: Option<&mut S>, done: Out<'_, u32>, detail: Out<'_, tvpass_detail>) -> tvpass_result
where
    K: Streamed + 'static,
    S: Slot<Value = Held<K>>,
{
    check(detail, |check| {
        let done = check.require(done, "done")?;
        let held = check.slot_mut(stream)?;
        let end = held.settle();
        done.write(length(check.accept(end)?));
        Some(())
    })
}
