"""Points in time, as the wire has them and as Python has them."""

from datetime import datetime, timedelta, timezone

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST, _LAST = ((end.replace(tzinfo=timezone.utc) - _EPOCH) // _MILLISECOND for end in (datetime.min, datetime.max))


def from_millis(millis: int) -> datetime:
    """The time so many milliseconds after the epoch; what Python has no time for is the last or the first that it has."""
    return _EPOCH + max(_FIRST, min(millis, _LAST)) * _MILLISECOND


def to_millis(time: datetime) -> int:
    """Milliseconds since the epoch, rounded down.

    A time without a zone names no instant.
    """
    if time.tzinfo is None:
        raise ValueError(f"{time!r} has no time zone, so that it names no instant")
    return (time - _EPOCH) // _MILLISECOND
