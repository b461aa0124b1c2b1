"""The handbook itself: whole, plain, sourced, dated, in two languages, and honest."""

import contextlib
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from immuno_reader.assets import resource
from immuno_reader.cli import main
from immuno_reader.identity import Language
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library

if TYPE_CHECKING:
    from pathlib import Path

    from immuno_reader.library.book import Section

PACK = resource("packs", "immunotherapy")
CHECKED = "2026-11-28"
LANGUAGES = ("en", "es")
FEWEST_SECTIONS, FEWEST_TERMS, FEWEST_DIAGRAMS = 50, 240, 34
HARDEST_GRADE, EASIEST_INFLESZ = 7.0, 65.0


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> "Path":
    target: Path = tmp_path_factory.mktemp("handbook") / "handbook.library"
    report = compile_library([PACK], target)
    assert report.findings == ()
    return report.library


@pytest.fixture(params=LANGUAGES)
def handbook(compiled: "Path", request: pytest.FixtureRequest) -> "Library":
    return Library.open(compiled, Language(request.param))


@pytest.fixture
def sections(handbook: "Library") -> "list[Section]":
    return [handbook.section(entry.ref) for entry in handbook.contents().sections() if entry.ref]


@pytest.fixture(scope="module")
def checked() -> dict[str, Any]:
    """Return what the checker says of the handbook, on the day of its release."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = main(["check", str(PACK), "--json", "--strict", "--today", CHECKED])
    answer: dict[str, Any] = json.loads(printed.getvalue())
    assert code == int(any(one["severity"] != "info" for one in answer["findings"]))
    return answer


def test_the_checker_finds_nothing(checked: dict[str, Any]) -> None:
    told = [one for one in checked["findings"] if one["severity"] != "info"]
    assert [f"{one['file']}:{one['line']} {one['rule']} {one['message']}" for one in told] == []


def test_what_is_silenced_is_little(checked: dict[str, Any]) -> None:
    assert len(checked["stats"]["silenced"]) <= 5


def test_the_book_is_plainer_than_patient_texts_are(checked: dict[str, Any]) -> None:
    english = checked["stats"]["languages"]["en"]
    book = english["book"]
    assert book["flesch_kincaid"] <= 6.0
    assert book["smog"] <= 8.0
    assert book["flesch_ease"] >= 70
    assert book["mean_sentence"] <= 12
    grades = {name: one["flesch_kincaid"] for name, one in english["sections"].items()}
    assert len(grades) >= FEWEST_SECTIONS
    assert {name: grade for name, grade in grades.items() if grade > HARDEST_GRADE} == {}


def test_the_spanish_book_is_plain_by_a_spanish_measure(checked: dict[str, Any]) -> None:
    spanish = checked["stats"]["languages"]["es"]
    ease = {name: one["inflesz"] for name, one in spanish["sections"].items()}
    assert len(ease) >= FEWEST_SECTIONS
    assert {name: one for name, one in ease.items() if one < EASIEST_INFLESZ} == {}


def test_every_section_says_where_it_comes_from_and_when(sections: "list[Section]") -> None:
    for section in sections:
        assert section.sources, section.ref
        assert all(one.publisher and one.title and one.seen for one in section.sources)
        assert section.checked == CHECKED, section.ref
        assert section.due > section.checked, section.ref
        assert section.summary, section.ref


def test_no_section_claims_a_review_that_has_not_been(sections: "list[Section]") -> None:
    assert {section.clinical_review for section in sections} == {""}
    about = next(one for one in sections if one.ref.section == "about-this-book")
    assert ("No clinician has reviewed" in about.text) or ("profesional clínico" in about.text)


def test_nothing_falls_back_to_the_other_language(
    sections: "list[Section]", handbook: "Library"
) -> None:
    assert len({section.language for section in sections}) == 1
    language = sections[0].language
    terms = [handbook.term(name.ref) for name in handbook.term_names()]
    assert {term.language for term in terms} == {language}


def test_the_glossary_explains_and_names_its_words(handbook: "Library") -> None:
    names = handbook.term_names()
    assert len(names) >= FEWEST_TERMS
    terms = [handbook.term(name.ref) for name in names]
    assert all(len(term.definition.split()) <= 60 for term in terms)
    assert sum(bool(term.aliases or term.abbreviation) for term in terms) >= FEWEST_TERMS


def test_every_diagram_is_told_in_words(sections: "list[Section]", handbook: "Library") -> None:
    shown: Counter[str] = Counter()
    in_words = next(one for one in sections if one.ref.section == "pictures-in-words")
    told = {heading.anchor for heading in in_words.headings}
    for section in sections:
        for picture in section.html.split("<img")[1:]:
            tag = picture.partition(">")[0]
            alt = tag.partition('alt="')[2].partition('"')[0]
            key = tag.partition('src="image:')[2].partition('"')[0]
            assert 8 <= len(alt.split()) <= 35, (section.ref, alt)
            assert handbook.image(key), key
            name = key.rpartition("/")[2].removesuffix(".svg")
            assert name in told, f"{name} has no long description"
            shown[name] += 1
    assert len(shown) >= FEWEST_DIAGRAMS


def test_every_page_with_signs_leads_to_the_whole_list(sections: "list[Section]") -> None:
    pages = [one for one in sections if "callout danger" in one.html]
    assert len(pages) >= 25
    whole = "section:immunotherapy/side-effects"
    alone = [
        one.ref.section
        for one in pages
        if whole not in one.html and one.ref.section not in ("side-effects", "treatment-day")
    ]
    assert alone == []
