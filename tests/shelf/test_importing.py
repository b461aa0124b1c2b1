"""What comes from elsewhere: looked at first, and taken in by id."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from immuno_reader.errors import ShelfError
from immuno_reader.identity import ItemId, PackId, TermId, TermRef
from immuno_reader.shelf.annotation import to_record
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file import Content
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.exporting import export
from immuno_reader.shelf.importing import Preview, chosen, preview, preview_of, sentences
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.profile import open_profile
from immuno_reader.shelf.question import new_question
from immuno_reader.shelf.word import new_word
from tests.shelf.kept_things import ITEMS
from tests.shelf.samples import named, passage

FORMATS = Path(__file__).parents[1] / "formats"
EARLY, LATE = "2026-11-24T09:00:00.000Z", "2026-11-25T09:00:00.000Z"
A, B, C, D = (replace(named(id), created=EARLY, modified=EARLY) for id in "abcd")
QUESTION = replace(new_question("How long?"), created=EARLY, modified=EARLY)
TERM = TermRef(PackId("immunotherapy"), TermId("biopsy"))
WORD = replace(new_word(TERM, "biopsy"), looked_up=EARLY, created=EARLY, modified=EARLY)
P = replace(passage(), created=EARLY, modified=EARLY)


def content(*items: Item, removed: Iterable[str] = ()) -> Content:
    return Content({item.id: item for item in items}, removed={ItemId(id): EARLY for id in removed})


def looked_at(theirs: Iterable[Item], mine: Content | None = None) -> Preview:
    return preview_of(export(theirs, "json"), "their.json", mine or Content())


def read(value: object) -> Preview:
    return preview_of(json.dumps(value).encode(), "their.json", Content())


def ids(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]


# What would change


def test_each_item_is_listed_for_what_it_would_change() -> None:
    later, other = replace(B, note="new", modified=LATE), replace(C, note="theirs")
    mine = content(A, B, replace(C, note="mine", modified=LATE), removed=["d"])
    found = looked_at([later, P, other, A, D], mine)
    assert ids(found.new) == [P.id]
    assert [(pair.mine, pair.theirs) for pair in found.changed] == [(B, later)]
    assert [pair.theirs for pair in found.conflicting] == [other]
    assert (ids(found.same), ids(found.removed)) == (["a"], ["d"])
    assert chosen(found) == (P, later)
    assert chosen(found, take_conflicting=True) == (P, later, other)
    assert chosen(found, take_removed=True) == (P, D, later)
    assert found.is_news


def test_other_words_of_the_same_moment_are_a_conflict() -> None:
    found = looked_at([replace(A, note="theirs")], content(replace(A, note="mine")))
    assert [pair.differing for pair in found.conflicting] == [("note",)]


def test_a_date_alone_is_no_change() -> None:
    found = looked_at([replace(A, modified=LATE)], content(A))
    assert not found.is_news


def test_words_that_both_computers_looked_up_are_no_conflict() -> None:
    here = replace(WORD, name="biopsia", looked_up=LATE, modified=LATE)
    assert looked_at([WORD], content(here)).same == (WORD,)
    found = looked_at([replace(WORD, looked_up=LATE, modified=LATE)], content(WORD))
    assert len(found.changed) == 1
    starred = replace(WORD, is_starred=True)
    assert len(looked_at([starred], content(here)).conflicting) == 1


def test_an_id_that_is_something_else_here_takes_nothing_away() -> None:
    theirs, mine = replace(QUESTION, id=A.id), content(A)
    (new,) = looked_at([theirs], mine).new
    assert new == replace(theirs, id=new.id)
    assert new.id != A.id
    assert looked_at([theirs], content(A, new)).same == (new,)


def test_whoever_chooses_between_two_notes_reads_both_whole() -> None:
    long = "Ask about the rash. " * 20
    found = looked_at([replace(B, note=long)], content(replace(B, note="Ours.")))
    assert any(long.strip() in sentence for sentence in sentences(found))


def test_it_is_said_in_plain_sentences_with_every_name() -> None:
    later = replace(B, note="new \x1b[2J words", modified=LATE)
    other = replace(QUESTION, is_done=True)
    found = looked_at([P, later, other, A, D], content(A, B, QUESTION, removed=["d"]))
    assert list(sentences(found)) == [
        "1 is new:",
        "    What types are there? “take the brakes off”",
        "1 was changed there since:",
        "    Title b",
        "        note: nothing here, “new [2J words” there",
        "1 differs, and was not changed later there than here:",
        "    How long?",
        "        asked: no here, yes there",
        "1 was removed here:",
        "    Title d",
        "1 is here already.",
    ]


# From one computer to the other


def shelf(folder: Path) -> Bookshelf:
    return Bookshelf(open_profile(folder))


@given(ITEMS)
def test_what_is_exported_is_read_back_as_it_was(items: list[Item]) -> None:
    found = looked_at(items)
    assert list(found.new) == items
    assert (found.unreadable, found.notice) == (0, "")
    assert list(looked_at(items, content(*items)).same) == items


def test_an_export_taken_in_elsewhere_is_kept_as_it_was(tmp_path: Path) -> None:
    items: list[Item] = [P, replace(A, other={"later": 1}), QUESTION, WORD]
    there = shelf(tmp_path)
    there.take_in(chosen(looked_at(items)))
    assert list(there.items) == items
    there.close()
    again = shelf(tmp_path)
    assert export(again.items, "json") == export(items, "json")
    again.close()


def test_what_is_taken_in_is_one_step_and_can_be_taken_back(tmp_path: Path) -> None:
    here = shelf(tmp_path)
    here.take_in([A, replace(P, note="mine", modified=LATE), B])
    here.remove(B.id)
    before = here.items
    found = looked_at([replace(P, note="theirs"), replace(B, note="b"), C], here.content)
    change = here.take_in(chosen(found, take_conflicting=True, take_removed=True))
    kept = {item.id: item for item in here.items}
    assert list(kept) == ["a", P.id, "c", "b"]
    mark = kept[P.id]
    assert isinstance(mark, Bookmark)
    assert mark.note == "theirs"
    assert mark.modified > LATE  # so that the other window does not bring mine back
    here.undo(change)
    assert [replace(item, modified="") for item in here.items] == [
        replace(item, modified="") for item in before
    ]
    here.close()


@pytest.mark.parametrize("version", [1, 2])
def test_the_file_of_another_computer_is_read_whatever_its_version(version: int) -> None:
    found = preview(FORMATS / f"bookmarks-{version}.json", Content())
    assert [item.kind for item in found.new if isinstance(item, Bookmark)] == ["highlight", "note"]
    assert found.notice == ""


def test_a_damaged_file_brings_what_can_still_be_read_and_says_so() -> None:
    data = export([A, B, P], "json")
    found = preview_of(data[: data.index(P.id.encode())], "their.json", Content())
    assert ids(found.new) == ["a", "b"]
    assert found.notice.startswith("their.json is damaged.")


def test_a_file_that_was_changed_by_hand_says_so() -> None:
    found = preview_of(export([A], "json").replace(b"Title a", b"Another"), "x", Content())
    assert "changed outside the reader" in found.notice
    assert [item.title for item in found.new if isinstance(item, Bookmark)] == ["Another"]


# Web annotations


RECORD = to_record(P)


@pytest.mark.parametrize(
    "whole",
    [
        RECORD,
        [RECORD],
        {"type": "AnnotationPage", "items": [RECORD]},
        {"type": ["AnnotationPage"], "items": RECORD},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [RECORD]}},
        {"type": "AnnotationCollection", "first": {"items": [], "next": {"items": [RECORD]}}},
    ],
    ids=["one", "list", "page", "page of one", "collection", "second page"],
)
def test_web_annotations_are_read_however_they_are_listed(whole: object) -> None:
    assert read(whole).new == (P,)


def test_a_page_that_is_elsewhere_is_told() -> None:
    found = read({"type": "AnnotationPage", "items": [RECORD], "next": "https://example.org/2"})
    assert "not looked for" in found.notice
    assert found.new == (P,)


def test_what_other_tools_write_is_understood() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "take the brakes off"}
    (mark,) = read(
        {
            "id": "urn:x",
            "type": "Annotation",
            "created": "2026-11-24T10:00:00+01:00",
            "bodyValue": "Hello",
            "target": {"source": "immunotherapy/kinds", "selector": quote},
        }
    ).new
    assert isinstance(mark, Bookmark)
    assert (mark.note, mark.title, mark.created) == ("Hello", "kinds", EARLY)
    assert mark.anchor is not None
    assert mark.anchor.quote == "take the brakes off"
    (plain,) = read([{"id": "urn:y", "target": "immunotherapy/kinds"}]).new
    assert isinstance(plain, Bookmark)
    assert plain.kind == "bookmark"


def test_what_is_of_something_else_is_counted() -> None:
    found = read([RECORD, RECORD, {"id": "x", "target": "https://example.org/a"}, 7, {}])
    assert (found.new, found.unreadable) == ((P,), 3)
    assert "3 cannot be read." in sentences(found)


# Whatever it is


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"{}", b"null", b'{"format": "immuno-reader/settings"}', b"[" * 100_000]
)
def test_a_file_without_bookmarks_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ShelfError, match=r"no bookmarks in their\.json") as caught:
        preview_of(data, "their.json", Content())
    assert caught.value.advice


def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for bad in (tmp_path, tmp_path / "none.json", tmp_path / "a\0b"):
        with pytest.raises(ShelfError):
            preview(bad, Content())


def test_a_file_of_a_later_version_in_another_form_is_refused() -> None:
    data = json.dumps({"format": "immuno-reader/bookmarks", "version": 9, "things": []}).encode()
    with pytest.raises(ShelfError, match="later version"):
        preview_of(data, "their.json", Content())


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "target", "source", "body", "items", "first", "selector", "x"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)
SPOILED = st.tuples(ITEMS, st.integers(0, 5_000), st.binary(max_size=4)).map(
    lambda made: (
        (data := export(made[0], "json"))[: made[1] % len(data)]
        + made[2]
        + data[made[1] % len(data) + len(made[2]) :]
    )
)
REPLACED = st.tuples(
    ITEMS, st.sampled_from([*RECORD, "format", "version", "removed", "annotations"]), JSON
).map(
    lambda made: json.dumps(
        {
            "format": "immuno-reader/bookmarks",
            "version": 2,
            "annotations": [{**to_record(item), made[1]: made[2]} for item in made[0]],
            **({made[1]: made[2]} if made[1] not in RECORD else {}),
        }
    ).encode()
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()) | SPOILED | REPLACED)
@example(b'[{"id": "\\ud800", "target": "a/b", "modified": "9999-12-31T23:59:59-12:00"}]')
@example(b'[{"id": "x", "target": {"source": "a/b"}, "body": ' + b"[" * 900 + b"]" * 900 + b"}]")
def test_garbage_is_read_or_refused_and_never_more(data: bytes) -> None:
    mine = content(A, QUESTION, WORD, removed=["d"])
    try:
        found = preview_of(data, "their.json", mine)
    except ShelfError:
        return
    for line in sentences(found):
        assert line.replace("…", "").isprintable()
    export(chosen(found, take_conflicting=True, take_removed=True), "json")
