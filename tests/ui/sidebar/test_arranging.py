"""The orders in which what is kept is listed: nothing is lost by any, and nothing is doubled."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import ItemId
from immuno_reader.library.book import Contents
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.ui.sidebar.bookmarks.arranging import (
    ARRANGEMENTS,
    Arrangement,
    Entry,
    HeadingRow,
    Places,
    Row,
    arranged,
    finished,
    moved,
    places_of,
    rows_of,
)
from tests.ui.sidebar.conftest import book, row
from tests.ui.sidebar.marks import kept, passage, ref, shelves

TODAY = date(2026, 11, 28)
NO_BOOK = Places({}, frozenset())


def rows(
    *bookmarks: Bookmark, by: Arrangement = "place", contents: Contents | None = None
) -> list[Row]:
    places = places_of(contents) if contents else NO_BOOK
    return finished(rows_of(finished(arranged(bookmarks, by, places, TODAY))))


def said(rows: list[Row]) -> list[str]:
    """Return headings in capitals, and ids below them."""
    return [
        (each.heading.title or each.heading.kind).upper()
        if isinstance(each, HeadingRow)
        else each.bookmark.id
        for each in rows
    ]


def test_by_place_follows_the_contents_and_then_the_text(handbook: Contents) -> None:
    shown = rows(
        kept("vaccines"),
        kept("late", "types", anchor=passage(200)),
        kept("early", "types", anchor=passage(20)),
        kept("types"),
        kept("what"),
        contents=handbook,
    )
    assert said(shown) == ["BASICS", "what", "TREATMENTS", "types", "early", "late", "vaccines"]


def test_a_row_says_what_its_heading_does_not(handbook: Contents) -> None:
    shown = rows(kept("types"), kept("bispecific"), contents=handbook)
    chapters = [each.chapter for each in shown if isinstance(each, Entry)]
    assert chapters == ["", "Types \u203a Antibodies"]
    by_date = rows(kept("types"), by="date", contents=handbook)
    assert [each.chapter for each in by_date if isinstance(each, Entry)] == ["The treatments"]


def test_what_is_not_in_the_book_stands_last_under_its_own_heading(handbook: Contents) -> None:
    shown = rows(
        kept("away", ref=ref("x", "another")), kept("old"), kept("what"), contents=handbook
    )
    assert said(shown) == ["BASICS", "what", "GONE", "old", "ELSEWHERE", "away"]
    gone = [each.bookmark.id for each in shown if isinstance(each, Entry) and each.is_gone]
    assert gone == ["old", "away"]


def test_while_no_book_is_open_nothing_is_said_to_be_gone() -> None:
    shown = rows(kept("a"), kept("b", chapter="Else"), kept("c"))
    assert said(shown) == ["THE TREATMENTS", "a", "c", "ELSE", "b"]
    assert not [each for each in shown if isinstance(each, Entry) and each.is_gone]


def test_a_book_without_parts_is_grouped_by_its_chapters() -> None:
    flat = book(row("Welcome"), row("One"), row("Inside", 1), row("Two"), row("Three"))
    shown = rows(*(kept(id) for id in ("three", "two", "inside", "one", "welcome")), contents=flat)
    assert said(shown) == [
        "THE BOOK", "welcome", "ONE", "one", "inside", "THE BOOK", "two", "three",
    ]  # fmt: skip


def test_several_books_are_told_apart() -> None:
    two = book(
        row("Basics", kind="part"), row("What"), row("Basics", kind="part", pack="clinic"),
        row("Hours", pack="clinic"),
    )  # fmt: skip
    shown = rows(kept("hours", ref=ref("hours", "clinic")), kept("what"), contents=two)
    assert said(shown) == [
        "THE BOOK \u203a BASICS", "what", "THE CLINIC \u203a BASICS", "hours",
    ]  # fmt: skip


def test_the_name_of_a_section_is_said_once_in_a_row(handbook: Contents) -> None:
    words = {"anchor": passage(5), "excerpt": "Some words."}
    shown = rows(
        kept("a", "what", **words),
        kept("b", "what", **words),
        kept("named", "what", label="Mine", **words),
        kept("silent", "what", anchor=passage(5)),
        kept("other", "why", **words),
        contents=handbook,
    )
    entries = [each for each in shown if isinstance(each, Entry)]
    assert [each.bookmark.id for each in entries if each.is_continued] == ["b"]


def test_by_date_the_latest_comes_first_under_the_days_and_months() -> None:
    shown = rows(
        kept("spring", created="2026-03-05T10:00:00Z"),
        kept("nonsense", created="last Tuesday"),
        kept("today", created="2026-11-28T10:00:00Z"),
        kept("later", created="2026-11-28T11:00:00Z"),
        kept("yesterday", created="2026-11-27T10:00:00Z"),
        kept("month", created="2026-11-02T10:00:00Z"),
        by="date",
    )
    assert said(shown) == [
        "TODAY", "later", "today", "YESTERDAY", "yesterday", "MONTH", "month",
        "2026-03", "spring", "UNDATED", "nonsense",
    ]  # fmt: skip
    assert [each.size for each in shown if isinstance(each, HeadingRow)] == [2, 1, 1, 1, 1]


def test_ones_own_order_has_no_headings() -> None:
    assert said(rows(kept("b"), kept("a"), kept("c"), by="own")) == ["b", "a", "c"]


@given(shelf=shelves(), by=st.sampled_from(ARRANGEMENTS), has_book=st.booleans())
def test_no_order_loses_or_doubles_anything(
    shelf: tuple[Bookmark, ...], by: Arrangement, *, has_book: bool
) -> None:
    contents = book(row("Basics", kind="part"), row("What"), row("Types"), row("Antibodies", 1))
    shown = rows(*shelf, by=by, contents=contents if has_book else None)
    entries = [each for each in shown if isinstance(each, Entry)]
    assert sorted(each.bookmark.id for each in entries) == sorted(each.id for each in shelf)
    assert all(each.bookmark in shelf for each in entries)
    assert len({each.key for each in shown}) == len(shown)
    headings = [each for each in shown if isinstance(each, HeadingRow)]
    if by != "own":
        assert sum(each.size for each in headings) == len(shelf)
        assert all(each.size > 0 for each in headings)


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)), st.integers(0, 7))
def test_moving_keeps_all_and_the_order_of_the_others(
    order: list[int], picked: set[int], before: int
) -> None:
    ids = [ItemId(f"{number}") for number in order]
    chosen = [id for id in ids if int(id) in picked]
    after = moved(ids, chosen, ItemId(f"{before}"))
    assert sorted(after) == sorted(ids)
    assert [id for id in after if id not in chosen] == [id for id in ids if id not in chosen]
    assert [id for id in after if id in chosen] == chosen
    target = ItemId(f"{before}")
    if chosen and target in ids and target not in chosen:
        assert after[after.index(target) - 1] == chosen[-1]


@pytest.mark.parametrize("by", ARRANGEMENTS)
def test_work_can_be_left_after_few_bookmarks(by: Arrangement) -> None:
    many = [replace(kept("x"), id=ItemId(f"n{number}")) for number in range(1_000)]
    steps = sum(1 for _ in rows_of([Entry(each) for each in many]))
    assert steps >= 10
    if by != "own":
        assert sum(1 for _ in arranged(many, by, NO_BOOK, TODAY)) >= 10
