"""Items as annotations: what is written is read back, and what is not ours stays."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from immuno_reader.assets import resource
from immuno_reader.identity import (
    COLOURS,
    BlockId,
    ItemId,
    PackId,
    SectionId,
    SectionRef,
    TermId,
    TermRef,
)
from immuno_reader.shelf.annotation import from_record, to_record
from immuno_reader.shelf.bookmark import Anchor, Bookmark
from immuno_reader.shelf.item import Item, edited
from immuno_reader.shelf.question import Question, new_question
from immuno_reader.shelf.word import Word, new_word
from tests.shelf.samples import REF, named, passage

SCHEMA = json.loads(resource("schemas", "bookmarks.schema.json").read_text(encoding="utf-8"))
RECORD = Draft202012Validator({**SCHEMA, "$ref": "#/$defs/annotation", "required": []})
AT = "2026-11-24T09:15:02.120Z"
TERM = TermRef(PackId("immunotherapy"), TermId("biopsy"))

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
IDS = TEXTS.filter(bool).map(ItemId)
BOOKMARKS = st.builds(
    Bookmark,
    id=IDS,
    section=st.just(REF),
    title=TEXTS,
    chapter=TEXTS,
    anchor=st.none() | ANCHORS,
    label=TEXTS,
    labels=st.lists(TEXTS.filter(bool), max_size=3).map(tuple),
    note=TEXTS,
    colour=st.sampled_from(["", *COLOURS]) | TEXTS,
    created=st.just(AT),
    modified=st.just(AT),
    excerpt=TEXTS,
)
QUESTIONS = st.builds(
    Question,
    id=IDS,
    text=TEXTS.filter(bool),
    answer=TEXTS,
    is_done=st.booleans(),
    section=st.none() | st.just(REF),
    title=TEXTS,
    anchor=st.none() | ANCHORS,
    created=st.just(AT),
    modified=st.just(AT),
)
WORDS = st.builds(
    Word,
    id=IDS,
    term=st.just(TERM),
    name=TEXTS,
    is_starred=st.booleans(),
    looked_up=st.sampled_from(["", AT]),
    created=st.just(AT),
    modified=st.just(AT),
)


@given(BOOKMARKS | QUESTIONS | WORDS)
def test_every_item_is_read_back_as_it_was_and_fits_the_schema(item: Item) -> None:
    record = json.loads(json.dumps(to_record(item)))
    assert from_record(record) == item
    RECORD.validate(record)


def test_a_highlight_with_a_note_is_an_annotation_that_other_tools_read() -> None:
    record: dict[str, Any] = to_record(
        replace(passage(), note="Ask about this.", labels=("Monday",), colour="blue")
    )
    assert (record["type"], record["motivation"]) == ("Annotation", "commenting")
    assert record["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert record["body"] == [
        {"type": "TextualBody", "purpose": "commenting", "value": "Ask about this."},
        {"type": "TextualBody", "purpose": "tagging", "value": "Monday"},
    ]
    kinds = [selector["type"] for selector in record["target"]["selector"]]
    assert kinds == ["TextQuoteSelector", "TextPositionSelector", "FragmentSelector"]
    assert record["target"]["selector"][0]["exact"] == "take the brakes off"


@pytest.mark.parametrize("key", ["rating", "kind", "motivation", "created", "title", "body"])
@pytest.mark.parametrize("item", [passage(), new_question("Why?"), new_word(TERM, "biopsy")])
@given(value=JSON)
def test_what_this_version_does_not_know_is_written_again(
    item: Item, key: str, value: object
) -> None:
    record = {**to_record(item), key: value}
    read = from_record(record)
    if read is not None:  # a question without its text is none
        assert to_record(read) == record


def test_bodies_of_others_stay_when_the_note_changes() -> None:
    theirs: dict[str, object] = {"type": "Image", "id": "http://example.org/x.png"}
    noted: dict[str, Any] = to_record(replace(passage(), note="Mine", labels=("one",)))
    read = from_record({**noted, "body": [theirs, *noted["body"]]})
    assert isinstance(read, Bookmark)
    assert (read.note, read.labels) == ("Mine", ("one",))
    bodies: Any = to_record(edited(read, {"note": "Changed"}))["body"]
    assert [body.get("value") for body in bodies] == ["Changed", "one", None]
    assert theirs in bodies
    assert to_record(edited(read, {"note": "", "labels": ()}))["body"] == [theirs]


def test_of_several_comments_none_is_lost() -> None:
    noted: dict[str, Any] = to_record(replace(passage(), note="One"))
    second = {**noted["body"][0], "value": "Two"}
    read = from_record({**noted, "body": [*noted["body"], second]})
    assert isinstance(read, Bookmark)
    assert read.note == "One\n\nTwo"
    kept = from_record(to_record(edited(read, {"label": "x"})))
    assert isinstance(kept, Bookmark)
    assert kept.note == "One\n\nTwo"


def test_a_selector_of_a_later_version_is_written_again() -> None:
    record: dict[str, Any] = to_record(passage())
    later = {"type": "CssSelector", "value": "p:first-child"}
    record["target"]["selector"].append(later)
    bookmark = from_record(record)
    assert isinstance(bookmark, Bookmark)
    assert bookmark.anchor == passage().anchor
    assert later in to_record(bookmark)["target"]["selector"]  # type: ignore[index]


@given(st.recursive(JSON, lambda inner: st.fixed_dictionaries({"id": inner, "target": inner})))
def test_anything_else_is_no_item(record: object) -> None:
    assert from_record(record) is None


def test_half_a_surrogate_pair_is_shown_as_a_sign_and_kept() -> None:
    record: dict[str, Any] = to_record(replace(named("a"), note="x"))
    record["body"][0]["value"] = "a\ud83db"
    bookmark = from_record(record)
    assert isinstance(bookmark, Bookmark)
    assert bookmark.note == "a\ufffdb"
    assert to_record(bookmark) == record


def test_a_section_of_any_pack_can_be_kept() -> None:
    ref = SectionRef(PackId("a clinic's own"), SectionId("deep/below/page"))
    bookmark = Bookmark(ItemId("a"), ref, title="")
    assert from_record(to_record(bookmark)) == bookmark


@pytest.mark.parametrize("name", ["id", "created", "colours"])
def test_only_what_is_the_readers_can_be_edited(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        edited(named("a"), {name: "x"})
