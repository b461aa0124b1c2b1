"""What was searched for lately is there to be searched for again."""

from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.shelf.recent_searches import RecentSearches
from immuno_reader.shelf.session import SEARCHES_KEPT


def test_the_latest_search_stands_first_and_each_once() -> None:
    recent = RecentSearches(["rash", "fever"])
    recent.add("  cold   hands ")
    recent.add("Fever")
    assert recent.searches == ("Fever", "cold hands", "rash")


def test_what_nobody_would_type_again_is_not_kept() -> None:
    recent = RecentSearches()
    recent.add("   ")
    recent.add("long " * 100)
    assert recent.searches == ()


def test_cleared_means_gone() -> None:
    recent = RecentSearches(["rash"])
    recent.clear()
    assert recent.searches == ()


@given(st.lists(st.text(max_size=8), max_size=60))
def test_no_more_are_kept_than_a_session_takes(typed: list[str]) -> None:
    recent = RecentSearches()
    for text in typed:
        recent.add(text)
    assert len(recent.searches) <= SEARCHES_KEPT
    assert len({one.casefold() for one in recent.searches}) == len(recent.searches)
