"""Finding what was typed: alike is found, nothing else is, and nothing typed can do harm."""

from itertools import pairwise
from time import process_time
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from immuno_reader.identity import Span
from immuno_reader.library.literal import literal_finder

DASHES, QUOTES, APOSTROPHES = "\u2010\u2011\u2013\u2014\u2212", "\u201c\u201d\u201e", "\u2018\u2019"
LETTERS = st.characters() | st.sampled_from(
    "aAeE\u00e9\u00c9n\u00f1\u00d1 \n\t\u00a0\u00ad\u0301\u0323'\"-1."
    "\u00df\ufb01\u2079\ud55c\u1112\ufffc\ud800" + DASHES + QUOTES + APOSTROPHES
)
TEXTS = st.text(LETTERS, max_size=40)


def same(text: str, *, match_case: bool = False) -> str:
    """Return what two texts share that are to be found for each other; told anew, and slowly."""
    for shapes, plain in ((DASHES, "-"), (QUOTES, '"'), (APOSTROPHES, "'"), ("\u00ad", "")):
        for shape in shapes:
            text = text.replace(shape, plain)
    if not match_case:
        text = normalize("NFKD", text.casefold())
        text = "".join(letter for letter in text if category(letter) != "Mn").casefold()
    return " ".join(normalize("NFKD", text).split())


def found(text: str, typed: str, *, match_case: bool = False, whole_words: bool = False) -> str:
    """Return a text with what was found of it in brackets."""
    spans = literal_finder(typed, match_case=match_case, whole_words=whole_words)(text)
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("cell", "[Cell]s and a T-[cell]"),
        ("T CELL", "a T-cell, a [T cell], a [T\n cell]"),
        ("celulas", "las [c\u00e9lulas], las [ce\u0301lulas]"),
        ("c\u00e9lulas", "las [celulas]"),
        ("don't", "I [don\u2019t] and I [don't]"),
        ('"yes"', "say \u201cno\u201d or [\u201cYes\u201d]"),
        ("t-cell", "[T\u2011cell], [T\u2013cell]"),
        ("1-2", "from [1\u20142] to [1\u22122]"),
        ("antibody", "[anti\u00adbody]\u00ad"),
        ("strasse", "Die [Stra\u00dfe]"),
        ("  two   words ", "the [two words] here"),
        ("109", "[10\u2079] cells"),
        ("\U0001f489 b", "a [\U0001f489 b]"),
        ("a", "[a]n \ufb01sh"),
        ("aa", "[aa][aa]a"),
        ("?", "Why[?]"),
        (".*", "a.b[.*]"),
    ],
)
def test_case_accents_and_typography_make_no_difference(typed: str, marked: str) -> None:
    assert found(marked.replace("[", "").replace("]", ""), typed) == marked


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("Cell", "[Cell]s and a cell"),
        ("celula", "c\u00e9lula ce\u0301lula [celula]"),
        ("c\u00e9lula", "[c\u00e9lula] [ce\u0301lula] celula"),
        ("e", "\u00e9 e\u0301 [e]"),
        ("don't", "[don\u2019t] Don\u2019t"),
    ],
)
def test_capitals_and_accents_can_make_one(typed: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert found(text, typed, match_case=True) == marked


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("cell", "[cell], cells, T-[Cell], subcell, [cell]"),
        ("don", "don't, don\u2019t, [don]."),
        ("3", "3.5 and 1,3 and [3]."),
        ("can", "can\u00adcer, [can]"),
        ("celula", "celulas, [c\u00e9lula]"),
        ("-cell", "T[-cell] -cells"),
        ("\u75ab", "\u514d[\u75ab]\u7597"),
    ],
)
def test_whole_words_can_be_asked_for(typed: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert found(text, typed, whole_words=True) == marked


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "\u00ad", "\u0301"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert literal_finder(typed)("some text\u00ad with a\u0301 few\n\n letters") == []


def test_a_part_of_a_letter_is_not_found() -> None:
    assert found("\ud55c and \ufb01n", "\ud558") == "\ud55c and \ufb01n"
    assert found("\ufb01n", "f") == "\ufb01n"
    assert found("\ufb01n", "fi") == "[\ufb01]n"


@given(st.data(), TEXTS, st.booleans(), st.booleans())
def test_what_is_found_is_what_was_typed(
    data: st.DataObject,
    text: str,
    match_case: bool,  # noqa: FBT001
    whole_words: bool,  # noqa: FBT001
) -> None:
    start = data.draw(st.integers(0, len(text)))
    typed = data.draw(st.just(text[start : start + 3]) | TEXTS)
    spans = literal_finder(typed, match_case=match_case, whole_words=whole_words)(text)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    wanted = same(typed, match_case=match_case)
    assert {same(text[start:end], match_case=match_case) for start, end in spans} <= {wanted}


@given(st.text(st.characters(max_codepoint=0x2FF), max_size=30), st.data())
def test_whatever_stands_in_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text[start:end]
    typed = data.draw(st.sampled_from([part, part.lower(), normalize("NFD", part), f" {part}\n"]))
    if same(typed) and same(typed).isascii() and text.isascii():
        assert literal_finder(typed)(text)
    if same(typed):
        assert literal_finder(typed)(typed) != []


@given(st.text(LETTERS | st.characters(categories=["Cs", "Cc", "Mn"])))
@example("\ud800\udc00")
@example("\0\x1b\x7f")
def test_nothing_that_can_be_typed_does_harm(typed: str) -> None:
    for match_case in (False, True):
        finder = literal_finder(typed, match_case=match_case, whole_words=match_case)
        assert all(isinstance(span, Span) for span in finder(f"a {typed} b"))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a" * 1_000_000, "a" * 100_000),
        ("\u00e9" * 1_000_000, "\u00e9" * 50_000),
        ("a" + "\u0301\u0323" * 500_000, "a" + "\u0301\u0323" * 25_000),
        ("a" * 999, "a" * 100_000),
        ("a " * 499, "a " * 50_000),
        ("e", "the cells \u2013 " * 10_000),
    ],
    ids=["long", "accents", "marks", "repeated", "words", "common"],
)
def test_it_is_quick_whatever_is_pasted(typed: str, text: str) -> None:
    started = process_time()
    literal_finder(typed, whole_words=True)(text)
    assert process_time() - started < 2, "seconds"
