"""Which words of a text are taken for terms."""

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.identity import Language, TermId
from immuno_reader.publishing.linking import TermLinker
from immuno_reader.publishing.source import TermSource

if TYPE_CHECKING:
    from collections.abc import Iterable

EN, ES = Language("en"), Language("es")


def entry(name: str, *aliases: str, abbreviation: str = "") -> TermSource:
    return TermSource(TermId(name), name, aliases, abbreviation, "", "", (), (), (), 1)


def found(text: str, *terms: TermSource, language: Language = EN) -> list[tuple[str, str]]:
    """Return the words that were found with the names of their terms."""
    matches = TermLinker(terms, language).find(text)
    return [(text[match.start : match.end], match.term) for match in matches]


def words(text: str, *terms: TermSource, language: Language = EN) -> list[str]:
    return [word for word, _ in found(text, *terms, language=language)]


def test_the_longest_name_wins() -> None:
    terms = (entry("hepatitis"), entry("hepatitis B virus"), entry("virus"))
    assert found("The hepatitis B virus, hepatitis and a virus.", *terms) == [
        ("hepatitis B virus", "hepatitis B virus"),
        ("hepatitis", "hepatitis"),
        ("virus", "virus"),
    ]


def test_a_shorter_name_is_found_where_the_longer_goes_on_as_another_word() -> None:
    terms = (entry("immune system"), entry("immune"))
    assert words("immune systematic, immune system", *terms) == ["immune", "immune system"]


@pytest.mark.parametrize(
    "text", ["cells", "the cell", "(cell)", "“cell”", "cell.", "cell's", "—cell—", "1/cell", "Cell"]
)
def test_a_whole_word_is_found(text: str) -> None:
    assert len(words(text, entry("cell"))) == 1


@pytest.mark.parametrize(
    "text", ["cellar", "excell", "cell1", "cell_", "_cell", "cell\u0301", "can'cell't", "cell'll"]
)
def test_part_of_a_word_is_not(text: str) -> None:
    assert words(text, entry("cell")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PD-1", ["PD-1"]),
        ("anti-PD-1", ["PD-1"]),
        ("anti-PD-1-blocking", ["PD-1"]),
        ("PD-L1", []),
        ("PD-L", []),
        ("PD", ["PD"]),
        ("PD-10", []),
        ("PD-1/PD", ["PD-1", "PD"]),
        ("PD - 1", ["PD"]),
        ("PD\u20111, PD\u20101, PD\u20131", ["PD\u20111", "PD\u20101", "PD\u20131"]),
    ],
)
def test_hyphens(text: str, expected: list[str]) -> None:
    terms = (entry("PD-1"), entry("progressive disease", abbreviation="PD"))
    assert words(text, *terms) == expected


def test_what_is_not_something_is_not_that_thing() -> None:
    assert words("non-Hodgkin lymphoma", entry("Hodgkin lymphoma")) == []
    assert words("a T-cell", entry("cell")) == []
    assert words("self-antigen", entry("antigen")) == ["antigen"]


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("PD-1", "PD-1s"),
        ("antibody", "antibodies"),
        ("assay", "assays"),
        ("nucleus", "nuclei"),
        ("virus", "viruses"),
        ("metastasis", "metastases"),
        ("rash", "rashes"),
        ("T cell", "T cells"),
        ("CAR T-cell", "CAR T-cells"),
        ("biopsy", "Biopsies"),
        ("embryo", "embryos"),
    ],
)
def test_english_plurals_need_no_listing(name: str, plural: str) -> None:
    assert found(f"Two {plural}.", entry(name)) == [(plural, name)]


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("tumor", "tumores"),
        ("inhibición", "inhibiciones"),
        ("célula dendrítica", "células dendríticas"),
        ("célula T", "células T"),
        ("inhibidor de puntos de control", "inhibidores de puntos de control"),
        ("lápiz", "lápices"),
        ("dosis", "dosis"),
        ("interés", "intereses"),
        ("cáncer", "cánceres"),
    ],
)
def test_spanish_plurals_need_no_listing(name: str, plural: str) -> None:
    assert words(f"Dos {plural}.", entry(name), language=ES) == [plural]


def test_possessives() -> None:
    assert words("the tumour's edge", entry("tumour")) == ["tumour's"]
    assert words("the tumour\u2019s edge", entry("tumour")) == ["tumour\u2019s"]
    assert words("the tumours' edge", entry("tumour")) == ["tumours"]
    assert words("\u2018the tumours\u2019", entry("tumour")) == ["tumours"]


def test_abbreviations_go_by_case() -> None:
    terms = (
        entry("chimeric antigen receptor", abbreviation="CAR"),
        entry("acute lymphoblastic leukaemia", "ALL"),
        entry("monoclonal antibody", "mAb"),
        entry("tomography", "PET-CT SCAN"),
    )
    text = "A car for all: CAR, CARs, ALL, All, mAb, mAbs, mab, MABS, pet-ct scan"
    assert words(text, *terms) == ["CAR", "CARs", "ALL", "mAb", "mAbs", "pet-ct scan"]


def test_an_abbreviation_and_a_word_of_the_same_letters_have_each_their_owner() -> None:
    terms = (entry("ice"), entry("immune effector", abbreviation="ICE"))
    assert [term for _, term in found("ice ICE Ice", *terms)] == ["ice", "immune effector", "ice"]


def test_the_first_owner_keeps_an_alias_and_a_listed_form_goes_before_a_made_one() -> None:
    terms = (entry("one", "shared"), entry("two", "shared", "ones"))
    assert [term for _, term in found("shared ones", *terms)] == ["one", "two"]


@pytest.mark.parametrize("space", ["\n", "\u00a0", "  ", "\n    ", "\t", "\u202f", " \r\n "])
def test_any_space_may_stand_in_a_name(space: str) -> None:
    text = f"the immune{space}system's cells"
    assert words(text, entry("immune system")) == [f"immune{space}system's"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("straße", "STRASSE"),
        ("İstanbul", "İSTANBUL"),
        ("fibre", "\ufb01bre"),
        ("immunotherapy", "immuno\u200btherapy"),
        ("immunotherapy", "immuno\u00adtherapy"),
        ("inhibición", normalize("NFD", "inhibición")),
        (normalize("NFD", "inhibición"), "inhibición"),
        ("interferon-\u03b1", "Interferon-\u03b1"),
        ("иммунитет", "Иммунитет"),
        ("חיסון", "חיסון"),
        ("प्रतिरक्षा", "प्रतिरक्षा"),
        ("免疫", "免疫"),
        ("한글", normalize("NFD", "한글")),
    ],
)
def test_any_script_is_found_at_its_place(name: str, text: str) -> None:
    around = f"ẞ İ 😀 {text}, ﬁn"
    assert words(around, entry(name)) == [text]


def test_scripts_without_spaces() -> None:
    terms = (entry("免疫"), entry("PD-1"))
    assert words("抗PD-1抗体和免疫治疗", *terms) == ["PD-1", "免疫"]


@pytest.mark.parametrize(
    "name", ["the", "C++ (x*", "[a-z]+", "\\", ".", "", " ", "x" * 10_000, "'s"]
)
def test_no_name_breaks_it(name: str) -> None:
    text = f"see {name} and cell"
    assert "cell" in words(text, entry(name), entry("cell"))


def test_an_empty_glossary_finds_nothing() -> None:
    assert words("anything") == []
    assert words("", entry("cell")) == []


def test_forms_are_all_that_can_be_looked_up() -> None:
    linker = TermLinker([entry("antibody", "mAb")], EN)
    assert {(form.text, form.exact_case) for form in linker.forms} == {
        ("antibody", False),
        ("antibodies", False),
        ("mAb", True),
        ("mAbs", True),
    }


NAMES = st.lists(st.text("aAb-s' ", min_size=1, max_size=4), min_size=1, max_size=4)


@given(names=NAMES, text=st.text("aAbs-' 1.", max_size=14))
def test_nothing_but_the_rules_decides(names: list[str], text: str) -> None:
    """Compare with a search so simple that it cannot be wrong, and far too slow."""
    linker = TermLinker([entry(name) for name in names], EN)
    forms = [(form.text, form.exact_case) for form in linker.forms]
    assert [match[:2] for match in linker.find(text)] == list(simple_search(text, forms))


def simple_search(text: str, forms: "Iterable[tuple[str, bool]]") -> "Iterable[tuple[int, int]]":
    wanted = [(re.sub(" +", " ", form.strip(" ")), exact) for form, exact in forms]
    start = 0
    while start < len(text):
        ends = [
            end
            for stop in range(start + 1, len(text) + 1)
            for form, exact in wanted
            if (same := re.sub(" +", " ", text[start:stop])) == form
            or (not exact and same.lower() == form.lower())
            if starts_word(text[:start]) and (end := word_end(text, stop))
        ]
        if ends:
            yield start, max(ends)
        start = max(ends, default=start + 1)


def starts_word(before: str) -> bool:
    prefix = re.search(r"(\w*)-$", before)
    if prefix:
        return not prefix[1] or bool(re.fullmatch("[a-zA-Z]{3,}", prefix[1]))
    return not re.search(r"\w$", before)


def word_end(text: str, stop: int) -> int:
    after = text[stop:]
    if re.match(r"'s(?![\w-])", after):
        return stop + 2
    if re.match(r"\w|'\w", after):
        return 0
    if re.match(r"-\w", after) and not re.match(r"-[a-zA-Z]{3,}(?!\w)", after):
        return 0
    return stop


@given(
    names=st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=5),
    parts=st.lists(st.text(max_size=6), max_size=6),
)
def test_offsets_are_right_in_any_text(names: list[str], parts: list[str]) -> None:
    glossary = [entry(name) for name in names]
    text = " ".join(part for pair in zip(parts, names * 6, strict=False) for part in pair)
    after = 0
    for match in TermLinker(glossary, EN).find(text):
        assert after <= match.start < match.end <= len(text)
        after = match.end
        piece = text[match.start : match.end]
        assert words(piece, *glossary) == [piece]
