"""A bookmark, as it stands in the file."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from immuno_reader.assets import resource
from immuno_reader.identity import BlockId, BookmarkId, PackId, SectionId, SectionRef
from immuno_reader.shelf.bookmark import (
    Anchor,
    Bookmark,
    from_record,
    moment,
    new_bookmark,
    stamp,
    to_record,
)
from tests.shelf.samples import REF, named, passage, section

SCHEMA = json.loads(resource("schemas", "bookmarks.schema.json").read_text(encoding="utf-8"))
RECORD = Draft202012Validator({**SCHEMA, "$ref": "#/$defs/bookmark", "required": []})

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
COUNTS = st.integers(0, 2**31 - 1)
ANCHORS = st.builds(
    Anchor, TEXTS, TEXTS.map(BlockId), COUNTS, COUNTS, COUNTS, TEXTS.filter(bool), TEXTS, TEXTS
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
BOOKMARKS = st.builds(
    Bookmark,
    id=TEXTS.filter(bool).map(BookmarkId),
    section=st.just(REF),
    title=TEXTS,
    chapter=TEXTS,
    anchor=st.none() | ANCHORS,
    label=TEXTS,
    note=TEXTS,
    colour=TEXTS,
    created=st.just("2026-11-24T09:15:02.120Z"),
    modified=st.just("2026-11-24T09:15:02.120Z"),
    excerpt=TEXTS,
)


@given(BOOKMARKS)
def test_every_bookmark_is_read_back_as_it_was_and_fits_the_schema(bookmark: Bookmark) -> None:
    record = json.loads(json.dumps(to_record(bookmark)))
    assert from_record(record) == bookmark
    RECORD.validate(record)


@pytest.mark.parametrize("key", ["rating", "kind", "note", "created", "title"])
@given(value=JSON)
def test_what_this_version_does_not_know_is_written_again(key: str, value: object) -> None:
    record = {**to_record(passage()), key: value}
    bookmark = from_record(record)
    assert bookmark is not None
    assert to_record(bookmark) == record


def test_a_selector_of_a_later_version_is_written_again() -> None:
    record: dict[str, Any] = to_record(passage())
    later = {"type": "CssSelector", "value": "p:first-child"}
    record["target"]["selector"].append(later)
    bookmark = from_record(record)
    assert bookmark is not None
    assert bookmark.anchor == passage().anchor
    assert later in to_record(bookmark)["target"]["selector"]  # type: ignore[index]


@given(st.recursive(JSON, lambda inner: st.fixed_dictionaries({"id": inner, "target": inner})))
def test_anything_else_is_no_bookmark(record: object) -> None:
    assert from_record(record) is None


def test_half_a_surrogate_pair_is_shown_as_a_sign_and_kept() -> None:
    record: dict[str, Any] = {**to_record(named("a")), "note": "a\ud83db"}
    bookmark = from_record(record)
    assert bookmark is not None
    assert bookmark.note == "a\ufffdb"
    assert to_record(bookmark) == record


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


def test_moments_are_written_and_read_back() -> None:
    assert stamp(0) == "1970-01-01T00:00:00.000Z"
    assert moment(stamp(1_800_000_000.25)) == 1_800_000_000.25
    assert moment("2026-11-24T10:00:00+01:00") == moment("2026-11-24T09:00:00")
    assert moment("last Tuesday") == moment("") == 0


def test_a_section_of_any_pack_can_be_kept() -> None:
    ref = SectionRef(PackId("a clinic's own"), SectionId("deep/below/page"))
    bookmark = Bookmark(BookmarkId("a"), ref, title="")
    assert from_record(to_record(bookmark)) == bookmark
