"""The shape of a book: what stands above, below and beside what."""

import pytest

from immuno_reader.identity import BlockId, Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import (
    Block,
    BlockKind,
    Contents,
    EntryKind,
    Heading,
    Section,
    SectionEntry,
)

EN = Language("en")


def row(
    title: str, depth: int = 0, kind: EntryKind = "section", pack: str = "book"
) -> SectionEntry:
    ref = SectionRef(PackId(pack), SectionId(title.lower())) if kind == "section" else None
    return SectionEntry(ref, title, depth, kind, PackId(pack), EN)


BOOK = Contents(
    (),
    (
        row("Welcome"),
        row("Basics", kind="part"),
        row("What"),
        row("Why"),
        row("Treatments", kind="part"),
        row("Later", kind="draft"),
        row("Types"),
        row("Antibodies", 1),
        row("Bispecific", 2),
        row("Vaccines", 1),
        row("Planned", 1, "draft"),
        row("Tried", 2),
        row("Costs"),
        row("Empty", kind="part"),
        row("Leaflet", pack="clinic"),
        row("Map", pack="clinic"),
    ),
)


def named(title: str) -> SectionEntry:
    return next(entry for entry in BOOK.entries if entry.title == title)


@pytest.mark.parametrize(
    ("title", "beside"),
    [
        ("Welcome", "Welcome Basics Treatments Empty"),
        ("Treatments", "Welcome Basics Treatments Empty"),
        ("Why", "What Why"),
        ("Types", "Later Types Costs"),
        ("Later", "Later Types Costs"),
        ("Vaccines", "Antibodies Vaccines Planned"),
        ("Bispecific", "Bispecific"),
        ("Tried", "Tried"),
        ("Map", "Leaflet Map"),
    ],
)
def test_siblings_are_what_stands_below_the_same_row(title: str, beside: str) -> None:
    assert " ".join(entry.title for entry in BOOK.siblings(named(title))) == beside


def test_of_two_rows_alike_each_has_its_own_siblings() -> None:
    rows = (row("One"), row("Soon", 1, "draft"), row("Two"), row("Soon", 1, "draft"), row("B", 1))
    book = Contents((), rows)
    assert book.siblings(rows[1]) == (rows[1],)
    assert book.siblings(rows[3]) == (rows[3], rows[4])
    assert book.siblings(row("One")) == (), "its like from another book"


@pytest.mark.parametrize(
    ("title", "first"),
    [("Basics", "What"), ("Treatments", "Types"), ("Types", "Types"), ("Planned", "Tried")],
)
def test_a_row_opens_with_its_first_section(title: str, first: str) -> None:
    assert BOOK.first_section(named(title)) is named(first)


@pytest.mark.parametrize("title", ["Later", "Empty"])
def test_a_row_with_nothing_to_read_opens_nothing(title: str) -> None:
    assert BOOK.first_section(named(title)) is None


def section(*blocks: tuple[str, BlockKind]) -> Section:
    ids = [BlockId(id) for id, _ in blocks]
    return Section(
        ref=SectionRef(PackId("book"), SectionId("page")),
        title="Page",
        summary="",
        language=EN,
        html="",
        text="x" * len(blocks),
        blocks=tuple(
            Block(id, kind, at, at + 1)
            for at, (id, (_, kind)) in enumerate(zip(ids, blocks, strict=True))
        ),
        headings=tuple(
            Heading(2, str(id), str(id), id)
            for id, (_, kind) in zip(ids, blocks, strict=True)
            if kind == "heading"
        ),
        spoken=(),
        checked="",
        due="",
        sources=(),
        clinical_review="",
    )


PAGE = section(
    ("lead", "paragraph"), ("one", "heading"), ("p1", "item"), ("two", "heading"), ("p2", "cell")
)


@pytest.mark.parametrize(
    ("block", "heading"),
    [("lead", None), ("one", "one"), ("p1", "one"), ("two", "two"), ("p2", "two"), ("gone", None)],
)
def test_a_block_stands_under_the_last_heading_above_it(block: str, heading: str | None) -> None:
    found = PAGE.heading_at(BlockId(block))
    assert (found.text if found else None) == heading


def test_only_a_heading_at_the_very_top_is_the_pages_own() -> None:
    assert PAGE.own_heading is None
    titled = section(("top", "heading"), ("p", "paragraph"))
    assert titled.own_heading == titled.headings[0]
    assert section().own_heading is None
