"""Moments, written and read back."""

from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.shelf.moments import moment, stamp


def test_moments_are_written_and_read_back() -> None:
    assert stamp(0) == "1970-01-01T00:00:00.000Z"
    assert moment(stamp(1_800_000_000.25)) == 1_800_000_000.25
    assert moment("2026-11-24T10:00:00+01:00") == moment("2026-11-24T09:00:00")
    assert moment("last Tuesday") == moment("") == 0


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    assert moment(text) == moment(text)


def test_what_is_later_than_the_calendar_is_its_last_moment() -> None:
    assert stamp(moment("9999-12-31T23:59:59.999Z") + 1).startswith("9999-12-31T23:59:59.")
