"""The handbook itself: plain, sourced, dated, and honest about who has reviewed it."""

from typing import TYPE_CHECKING

import pytest
import textstat

from immuno_reader.assets import resource
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library

if TYPE_CHECKING:
    from pathlib import Path

    from immuno_reader.library.book import Section

HARDEST_GRADE = 7.0
FEWEST_TERMS = 80
FEWEST_DIAGRAMS = 4
PROSE = ("paragraph", "item", "definition")


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> "Library":
    target: Path = tmp_path_factory.mktemp("handbook") / "handbook.library"
    report = compile_library([resource("packs", "immunotherapy")], target)
    assert report.findings == ()
    return Library.open(report.library)


@pytest.fixture(scope="module")
def sections(handbook: "Library") -> "list[Section]":
    return [handbook.section(entry.ref) for entry in handbook.contents().sections() if entry.ref]


def prose(section: "Section") -> str:
    """Return the running text, each list item and paragraph as the sentence that it is.

    Headings, table cells, captions and notes are left out: they are no sentences, and a formula
    that counts words between full stops would take them for very long ones.
    """
    sentences = []
    for block in section.blocks:
        words = section.text[block.start : block.end].strip().rstrip(":;,")
        if block.kind in PROSE and words:
            sentences.append(words if words[-1] in '.!?\u201d"' else words + ".")
    return "\n".join(sentences)


def test_every_section_is_plain(sections: "list[Section]") -> None:
    grades = {one.ref.section: textstat.flesch_kincaid_grade(prose(one)) for one in sections}
    assert len(grades) >= 9
    assert {name: grade for name, grade in grades.items() if grade > HARDEST_GRADE} == {}


def test_every_section_says_where_it_comes_from_and_when(sections: "list[Section]") -> None:
    for section in sections:
        assert section.sources, section.ref
        assert section.checked == "2026-11-24", section.ref
        assert section.due > section.checked, section.ref
        assert section.summary, section.ref


def test_no_section_claims_a_review_that_has_not_been(sections: "list[Section]") -> None:
    assert {section.clinical_review for section in sections} == {""}
    about = next(one for one in sections if one.ref.section == "about-this-book")
    assert "No clinician has reviewed" in about.text


def test_the_glossary_explains_and_names_its_words(handbook: "Library") -> None:
    names = handbook.term_names()
    assert len(names) >= FEWEST_TERMS
    terms = [handbook.term(name.ref) for name in names]
    assert all(len(term.definition.split()) <= 60 for term in terms)
    assert sum(bool(term.aliases or term.abbreviation) for term in terms) >= FEWEST_TERMS


def test_every_diagram_is_told_in_words(sections: "list[Section]", handbook: "Library") -> None:
    pictures = [part for one in sections for part in one.html.split("<img")[1:]]
    assert len(pictures) >= FEWEST_DIAGRAMS
    for picture in pictures:
        tag = picture.partition(">")[0]
        alt = tag.partition('alt="')[2].partition('"')[0]
        key = tag.partition('src="image:')[2].partition('"')[0]
        assert len(alt.split()) >= 8, key
        assert handbook.image(key), key
