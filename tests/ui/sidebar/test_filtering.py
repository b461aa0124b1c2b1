"""What of all that is kept is shown when somebody asks for some of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import COLOURS
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.ui.sidebar.bookmarks.arranging import Entry, finished
from immuno_reader.ui.sidebar.bookmarks.filtering import Filter, Texts, colour_of, filtered
from tests.ui.sidebar.marks import kept, passage, shelves

SHELF = (
    kept("plain", title="Qué es la fiebre", excerpt="When to call."),
    kept("yellow", anchor=passage(), excerpt="Take the brakes off."),
    kept("blue", anchor=passage(), colour="blue", labels=("Monday", "ask the nurse")),
    kept("note", anchor=passage(), colour="green", note="Dr Müller knows.", chapter="Éxito"),
    kept("noted", note="Whole page", label="Mine", labels=("Monday",)),
)


def shown(wanted: Filter, shelf: tuple[Bookmark, ...] = SHELF, texts: Texts | None = None) -> str:
    entries = [Entry(bookmark) for bookmark in shelf]
    found = finished(filtered(entries, wanted, texts or Texts()))
    return " ".join(entry.bookmark.id for entry in found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "plain yellow blue note noted"),
        ("   ", "plain yellow blue note noted"),
        ("que FIEBRE", "plain"),
        ("brakes", "yellow"),
        ("rakes take", "yellow"),
        ("muller", "note"),
        ("nurse", "blue"),
        ("exito", "note"),
        ("mine", "noted"),
        ("section noted", "noted"),
        ("treatments call", "plain"),
        ("brakes monday", ""),
    ],
)
def test_words_are_found_wherever_they_stand(typed: str, found: str) -> None:
    assert shown(Filter(typed)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(kinds=frozenset({"bookmark"})), "plain"),
        (Filter(kinds=frozenset({"highlight"})), "yellow blue"),
        (Filter(kinds=frozenset({"note"})), "note noted"),
        (Filter(kinds=frozenset({"note", "bookmark"})), "plain note noted"),
        (Filter(colours=frozenset({"yellow"})), "yellow"),
        (Filter(colours=frozenset({"green", "blue"})), "blue note"),
        (Filter(labels=frozenset({"Monday"})), "blue noted"),
        (Filter(labels=frozenset({"Monday", "ask the nurse"})), "blue noted"),
        (Filter(kinds=frozenset({"note"}), labels=frozenset({"Monday"})), "noted"),
        (Filter("page", frozenset({"note"}), frozenset({"green"})), ""),
    ],
)
def test_one_of_each_sort_that_is_ticked_is_enough(wanted: Filter, found: str) -> None:
    assert shown(wanted) == found


def test_a_passage_of_no_colour_that_is_known_is_yellow_and_a_section_has_none() -> None:
    assert [colour_of(each) for each in SHELF] == ["", "yellow", "blue", "green", ""]
    assert colour_of(replace(SHELF[1], colour="mauve")) == "yellow"
    assert colour_of(replace(SHELF[0], colour="pink")) == "pink"


def test_what_was_rewritten_is_found_by_its_new_words() -> None:
    texts = Texts()
    assert shown(Filter("brakes"), texts=texts) == "yellow"
    changed = (replace(SHELF[1], note="An ostrich"),)
    assert shown(Filter("ostrich"), changed, texts) == "yellow"
    texts.forget_all_but([])
    assert shown(Filter("ostrich"), changed, texts) == "yellow"


@given(
    shelves(),
    st.builds(
        Filter,
        st.sampled_from(["", "n", "fever call", "RONTGEN", "zz"]),
        st.frozensets(st.sampled_from(["bookmark", "highlight", "note"])),
        st.frozensets(st.sampled_from(COLOURS)),
        st.frozensets(st.sampled_from(["a", "b", "Ünder"])),
    ),
)
def test_a_filter_keeps_the_order_and_parts_all_in_two(
    shelf: tuple[Bookmark, ...], wanted: Filter
) -> None:
    entries = [Entry(bookmark) for bookmark in shelf]
    found = list(finished(filtered(entries, wanted, Texts())))
    assert found == [entry for entry in entries if entry in found]
    assert len(found) <= len(entries)
    for entry in entries:
        alone = finished(filtered([entry], wanted, Texts()))
        assert bool(alone) == (entry in found)
    if wanted.is_open:
        assert found == entries


def test_asking_and_asking_no_longer_is_as_before() -> None:
    blue = Filter("x").asking("colours", "blue", is_on=True)
    assert blue == Filter("x", colours=frozenset({"blue"}))
    assert blue.asking("colours", "blue", is_on=False) == Filter("x")
