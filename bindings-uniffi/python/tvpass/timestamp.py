"""Points in time, as the wire has them and as Python has them."""

from datetime import datetime, timedelta, timezone

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)
_LAST = (datetime.max.replace(tzinfo=timezone.utc) - _EPOCH) // _MILLISECOND


def from_millis(millis: int) -> datetime:
    """The time so many milliseconds after the epoch; what Python has no time for is the last that it has."""
    return _EPOCH + min(millis, _LAST) * _MILLISECOND


def to_millis(time: datetime) -> int:
    """Milliseconds since the epoch, rounded down."""
    return (time - _EPOCH) // _MILLISECOND
