"""What a reader keeps as Markdown, HTML, a table and JSON."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from immuno_reader.assets import resource
from immuno_reader.errors import ShelfError
from immuno_reader.identity import COLOURS, ItemId, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.shelf.annotation import to_record
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file import parse
from immuno_reader.shelf.exporting import ENGLISH, FORMS, export, form_of, save
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.question import new_question
from immuno_reader.shelf.word import new_word
from tests.shelf.kept_things import ITEMS, TEXTS
from tests.shelf.samples import REF, named, passage

TODAY = date(2026, 11, 28)
AT = "2026-11-24T12:00:00.000Z"
FATIGUE = SectionRef(PackId("immunotherapy"), SectionId("fatigue"))
PASSAGE = replace(
    passage("take the brakes off"),
    note="Is this <me>?\nAsk *Dr. Ruiz*.",
    label="For Monday",
    labels=("doctor", "skin"),
    colour="green",
    created=AT,
)
ELSEWHERE = Bookmark(ItemId("f"), FATIGUE, title="Feeling tired", created=AT)
AGAIN = replace(passage("a rash on your skin"), created=AT)
QUESTION = replace(new_question("How long?", section=REF, title="Kinds"), answer="Two years.")
ASKED = replace(new_question("May I swim?"), is_done=True)
BIOPSY = replace(new_word(TermRef(PackId("immunotherapy"), TermId("biopsy")), "biopsy"))
STARRED = replace(
    new_word(TermRef(PackId("immunotherapy"), TermId("cell")), "T cell"),
    is_starred=True,
    looked_up=AT,
)
ALL: list[Item] = [BIOPSY, ASKED, PASSAGE, ELSEWHERE, QUESTION, AGAIN, STARRED]


def text(form: str, items: Sequence[Item] = ALL, **options: object) -> str:
    return export(items, form, today=TODAY, **options).decode()  # type: ignore[arg-type]


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and its text without the style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


# For people


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_print_for_the_clinic_says_what_it_is_and_all_that_was_kept_in_its_place(
    form: str,
) -> None:
    said = text(form, define=lambda term: f"What {term.term} is.")
    if form == "html":
        said = Page(said).text
    assert re.search("written out on 28 November 2026.*not medical advice", said)
    places = [
        "My bookmarks",
        "What types are there?",
        "For Monday",
        "Note (green)",
        "24 November 2026",
        "take the brakes off",
        "Labels: doctor, skin",
        "a rash on your skin",  # of the same section, though kept later
        "Feeling tired",
        "My questions",
        "May I swim?",
        "How long?",
        "Two years.",
        "My words",
        "T cell",  # looked up last
        "(starred)",
        "What cell is.",
        "biopsy",
        "What biopsy is.",
    ]
    found = [said.find(place) for place in places]
    assert found == sorted(found)
    assert -1 not in found
    assert said.count("What types are there?") == 1


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_without_anything_kept_a_print_says_so(form: str) -> None:
    assert ENGLISH.nothing in text(form, [])
    assert "My questions" not in text(form, [PASSAGE])


def test_what_was_asked_is_ticked() -> None:
    assert "- [x] May I swim?" in text("markdown")
    assert "- [ ] How long?" in text("markdown")
    page = Page(text("html")).text
    assert re.search(r"☑\s*May I swim\?\s*asked", page)
    assert re.search(r"☐\s*How long\?\s*not asked yet", page)


def test_a_page_is_whole_in_itself_and_written_from_the_side_of_its_language() -> None:
    page = text("html")
    assert not re.search(r"https?:|url\(|<script|<link|src=", page)
    assert "@media print" in page
    assert '<html lang="en" dir="ltr">' in page
    assert '<blockquote class="green" lang="en" dir="auto">' in page
    hebrew = ENGLISH._replace(language="he", title="מה שמרתי")
    assert '<html lang="he" dir="rtl">' in text("html", phrases=hebrew)


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_a_word_as_well_and_dark_letters_stand_on_it(colour: str) -> None:
    page = text("html", [replace(PASSAGE, note="", colour=colour)])
    assert f"Highlight ({colour})" in page
    (light,) = re.findall(rf"\.{colour} {{ background: #(\w+)", page)
    assert min(int(light[at : at + 2], 16) for at in (0, 2, 4)) > 0xC0


@given(ITEMS)
def test_nothing_that_was_typed_becomes_part_of_the_page(items: list[Item]) -> None:
    page = Page(text("html", items, define=lambda _: "<b>&amp;"))
    assert set(page.tags) <= {
        *("html", "head", "meta", "title", "style", "body", "main", "section", "article"),
        *("h1", "h2", "h3", "p", "blockquote", "ul", "li", "span", "div", "strong"),
    }
    assert set(page.attributes) <= {
        *("lang", "dir", "charset", "http-equiv", "content", "name", "class", "aria-hidden"),
    }


@given(TEXTS)
@example("<0@0>")
def test_nothing_that_was_typed_becomes_markdown(note: str) -> None:
    written = text("markdown", [replace(named("a"), note=note, label=note)])
    page = Page(f"<div>{markdown.markdown(written, extensions=['extra'])}</div>")
    assert set(page.tags) <= {"div", "h1", "h2", "h3", "p", "strong", "br"}


def test_lines_of_a_note_stay_lines() -> None:
    page = markdown.markdown(text("markdown", [replace(named("a"), note="One\nTwo\n\nThree")]))
    assert re.search(r"<p>One\s*<br />\s*Two</p>\s*<p>Three</p>", page)


# For programs


def rows(items: Sequence[Item]) -> list[dict[str, str]]:
    data = export(items, "csv")
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\r\n") > len(items)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_row_for_each_item() -> None:
    table = rows(ALL)
    assert [row["id"] for row in table] == [item.id for item in ALL]
    kinds = [row["kind"] for row in table]
    assert kinds == ["word", "question", "note", "bookmark", "question", "highlight", "word"]
    assert table[2] == {
        **dict.fromkeys(table[0], ""),
        "kind": "note",
        "title": "What types are there?",
        "chapter": "Treatment",
        "name": "For Monday",
        "quote": "take the brakes off",
        "note": "Is this <me>?\nAsk *Dr. Ruiz*.",
        "labels": "doctor, skin",
        "colour": "green",
        "created": AT,
        "place": "immunotherapy/kinds",
        "language": "en",
        "id": PASSAGE.id,
    }
    assert (table[1]["question"], table[1]["asked"]) == ("May I swim?", "yes")
    assert (table[6]["title"], table[6]["starred"]) == ("T cell", "yes")


@given(st.sampled_from("=+-@\t\r"), ITEMS)
def test_no_cell_is_run_as_a_formula(start: str, items: list[Item]) -> None:
    items = [*items, replace(PASSAGE, note=f"{start}cmd|' /C calc'!A0", label=f"{start}1")]
    table = rows(items)
    assert len(table) == len(items)
    for row in table:
        assert not [
            cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        ]
    assert table[-1]["note"] == f"'{start}cmd|' /C calc'!A0"


def test_json_is_a_file_of_bookmarks_with_the_annotations_as_they_are_stored() -> None:
    data = export(ALL, "json", foreign=[{"id": "later"}])
    whole = json.loads(data)
    assert whole["annotations"] == [*map(to_record, ALL), {"id": "later"}]
    schema = json.loads(resource("schemas", "bookmarks.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(export(ALL, "json")))
    parsed = parse(data)
    assert parsed.is_ours
    assert list(parsed.content.records.values()) == ALL


# Files


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "markdown"), ("a.HTML", "html"), ("a.csv", "csv"), ("a.json", "json"), ("a", None)],
)
def test_the_name_of_a_file_says_its_form(name: str, form: str | None) -> None:
    assert form_of(Path(name)) == form
    assert form is None or form in FORMS


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    save(tmp_path / "new" / "a.md", b"text")
    assert (tmp_path / "new" / "a.md").read_bytes() == b"text"
    for bad in (tmp_path, tmp_path / "new" / "a.md" / "b.md", tmp_path / "a\0b"):
        with pytest.raises(ShelfError, match="could not be written"):
            save(bad, b"text")
