"""Labels as they are typed, and as several bookmarks get them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.ui.sidebar.bookmarks.labels import (
    common_labels,
    known_labels,
    line_of,
    relabelled,
    typed_labels,
)
from tests.ui.sidebar.marks import kept

LABELS = st.lists(st.sampled_from(["a", "b", "c d", "Ünder"]), unique=True)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("", ()),
        (" , ,", ()),
        ("Monday", ("Monday",)),
        ("ask  the nurse , Monday,", ("ask the nurse", "Monday")),
        ("one, ONE, öne, two", ("one", "two")),
        ("MONDAY, new", ("Monday", "new")),
    ],
)
def test_a_line_is_read_as_labels(typed: str, labels: tuple[str, ...]) -> None:
    assert typed_labels(typed, ["Monday"]) == labels


@given(LABELS)
def test_what_is_written_in_the_line_is_read_back(labels: list[str]) -> None:
    assert typed_labels(line_of(labels)) == tuple(labels)


def test_labels_in_use_come_a_to_z() -> None:
    shelf = [kept("1", labels=("Zoo", "äpfel")), kept("2", labels=("Zoo", "mond"))]
    assert known_labels(shelf) == ("äpfel", "mond", "Zoo")


def test_one_bookmark_has_what_was_typed() -> None:
    assert relabelled([kept("1", labels=("a", "b"))], ["b", "new"]) == {"1": ("b", "new")}
    assert relabelled([kept("1", labels=("a", "b"))], ["b", "a"]) == {}, "their order is kept"


@given(st.lists(LABELS, min_size=1, max_size=4), LABELS)
def test_several_get_what_was_typed_and_keep_what_is_their_own(
    before: list[list[str]], wanted: list[str]
) -> None:
    shelf = [kept(f"n{number}", labels=tuple(own)) for number, own in enumerate(before)]
    shared = set(common_labels(shelf))
    after = relabelled(shelf, wanted)
    for bookmark in shelf:
        labels = after.get(bookmark.id, bookmark.labels)
        assert len(set(labels)) == len(labels)
        assert set(labels) == (set(bookmark.labels) - shared) | set(wanted)
