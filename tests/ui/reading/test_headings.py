"""Which heading a place is under, and which stand before and after it."""

import pytest

from immuno_reader.identity import BlockId, Place
from immuno_reader.library.book import Heading, Section
from immuno_reader.ui.reading.headings import heading_after, heading_before, heading_read
from immuno_reader.ui.reading.page import STANDING
from tests.ui.reading.conftest import REF, section_of

PAGE = section_of(
    "<h1>Title</h1><p>Lead.</p><h2>One</h2><p>First.</p><h3>Two</h3><p>Second.</p><p>More.</p>"
)
BARE = section_of("<p>Lead.</p><h2>One</h2><p>First.</p>")


def at(section: Section, words: str, offset: int = 0) -> Place:
    """Return the place of some words; of the top without, of the page's end with ``end``."""
    if words in ("", STANDING, "gone"):
        return Place(REF, BlockId(words), offset)
    block = section.block_at(section.text.index(words))
    assert block is not None
    return Place(REF, block.id, offset)


def words(heading: Heading | None) -> str:
    return heading.text if heading else ""


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("", "Title"),
        ("Title", "Title"),
        ("Lead", "Title"),
        ("One", "One"),
        ("First", "One"),
        ("Two", "Two"),
        ("More", "Two"),
        (STANDING, "Two"),
        ("gone", "Title"),
    ],
)
def test_a_place_is_under_the_last_heading_above_it(place: str, read: str) -> None:
    assert words(heading_read(PAGE, at(PAGE, place))) == read


def test_what_stands_above_the_first_heading_is_under_none() -> None:
    assert heading_read(BARE, at(BARE, "")) is None
    assert heading_read(BARE, at(BARE, "Lead")) is None
    assert words(heading_read(BARE, at(BARE, "First"))) == "One"
    assert heading_read(section_of("<p>Text.</p>"), at(BARE, STANDING)) is None


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("", "", "One"),
        ("Title", "", "One"),
        ("Lead", "Title", "One"),
        ("One", "Title", "Two"),
        ("First", "One", "Two"),
        ("Two", "One", ""),
        ("More", "Two", ""),
        (STANDING, "Two", ""),
    ],
)
def test_a_step_leads_to_the_nearest_heading(place: str, before: str, after: str) -> None:
    assert words(heading_before(PAGE, at(PAGE, place))) == before
    assert words(heading_after(PAGE, at(PAGE, place))) == after


def test_the_middle_of_a_heading_is_behind_its_beginning() -> None:
    assert words(heading_before(PAGE, at(PAGE, "Two", 1))) == "Two"
    assert words(heading_after(PAGE, at(PAGE, "One", 2))) == "Two"


def test_from_the_top_a_first_heading_below_the_text_is_the_next() -> None:
    assert words(heading_after(BARE, at(BARE, ""))) == "One"
    assert heading_before(BARE, at(BARE, "Lead")) is None
