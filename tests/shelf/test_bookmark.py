"""A bookmark: what it is called, what it is, and what a list shows of it."""

from dataclasses import replace

from immuno_reader.identity import BlockId
from immuno_reader.shelf.bookmark import Anchor, new_bookmark
from tests.shelf.samples import passage, section


def test_a_bookmark_is_known_by_its_label_or_else_by_its_section() -> None:
    bookmark = new_bookmark(section(), chapter="Treatment")
    assert bookmark.name == "What types are there?"
    assert bookmark.excerpt == "The main types, one by one."
    assert bookmark.chapter == "Treatment"
    assert passage().excerpt == "take the brakes off"


def test_a_long_passage_is_kept_whole_and_shown_in_short() -> None:
    words = "many words " * 100
    anchor = Anchor("en", BlockId(""), 0, 0, len(words), words, "", "")
    bookmark = new_bookmark(section(), anchor=anchor)
    assert len(bookmark.excerpt) <= 300
    assert bookmark.excerpt.endswith("words\u2026")
    assert bookmark.anchor is anchor


def test_each_bookmark_has_an_id_of_its_own() -> None:
    assert len({new_bookmark(section()).id for _ in range(100)}) == 100


def test_a_bookmark_says_what_it_is() -> None:
    assert new_bookmark(section()).kind == "bookmark"
    assert passage().kind == "highlight"
    assert replace(passage(), note="Why?").kind == "note"
    assert replace(new_bookmark(section()), note="Why?").kind == "note"
