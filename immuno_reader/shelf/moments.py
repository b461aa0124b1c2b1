"""Moments, as they stand in what is kept: UTC, as ISO 8601 with milliseconds."""

from datetime import UTC, datetime

_LAST = datetime(9999, 12, 31, 23, 59, 59, 999_000, UTC).timestamp()
"""What a wrong clock, or a damaged file, may say is later, but cannot be written."""


def stamp(seconds: float) -> str:
    """Write a moment, in seconds since 1970, as it stands in what is kept."""
    moment = datetime.fromtimestamp(min(seconds, _LAST), UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")


def moment(stamp: str) -> float:
    """Return the seconds since 1970 that a stamp says; 0 if it says nothing."""
    try:
        when = datetime.fromisoformat(stamp)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
