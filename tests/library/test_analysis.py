"""Texts taken apart into words, and words cut down to what their forms have in common."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.library.analysis import Analyzer, squeezed

LANGUAGES = ["en", "es", "de", "ja", "zh-hant", "th", "ar", "he", "hi", "tr", "xx", ""]


def stem(language: str, word: str) -> str:
    (only,) = Analyzer(language).stems(word)
    return only


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["vaccine", "Vaccines", "vaccinated", "VACCINATION", "vaccine's", "vaccine\u2019s"]),
        ("en-gb", ["call", "calls", "called", "calling"]),
        ("es", ["medicación", "medicaciones", "MEDICACIÓN", "medicacio\u0301n"]),
        ("es-mx", ["célula", "células", "Células"]),
        ("de", ["Impfung", "Impfungen"]),
        ("fr", ["vaccin", "vaccins"]),
        ("en", ["naive", "naïve", "nai\u0308ve"]),
        ("en", ["coop", "co\u00adop", "co\u200bop", "co\u200dop"]),
        ("en", ["dont", "don't", "don\u2019t", "don\u02bct"]),
        ("en", ["fit", "ﬁt"]),
        ("de", ["strasse", "straße", "STRASSE"]),
        ("he", ["חיסון", "חִיסּוּן"]),
        ("ar", ["مناعة", "مَناعة"]),
        ("xx", ["Émile", "emile"]),
    ],
)  # fmt: skip
def test_the_forms_of_a_word_are_one(language: str, forms: list[str]) -> None:
    assert len({stem(language, form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "university", "universe of"),
        ("en", "pain", "pains taking"),
        ("xx", "cell", "cells"),
    ],
)
def test_other_words_are_others(language: str, one: str, other: str) -> None:
    assert Analyzer(language).stems(one) != Analyzer(language).stems(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PD-L1, IL-2: T-cells!", ["PD", "L1", "IL", "2", "T", "cells"]),
        ("and/or (24/7) 38.5 °C", ["and", "or", "24", "7", "38", "5", "C"]),
        ("snake_case under_scores", ["snake", "case", "under", "scores"]),
        ("'quoted' the nurses' rock'n'roll", ["quoted", "the", "nurses", "rock'n'roll"]),
        ("¿Qué? ¡Sí!", ["Qué", "Sí"]),
        ("कोशिका और", ["कोशिका", "और"]),
        ("… — \u0301 🙂 '", []),
        ("", []),
    ],
)
def test_words_are_letters_and_digits(text: str, words: list[str]) -> None:
    assert Analyzer("en").words(text) == words


def test_without_spaces_every_letter_is_a_word() -> None:
    analyzer = Analyzer("ja")
    assert analyzer.is_unspaced
    assert analyzer.words("がん、T細胞 2") == ["が", "ん", "T", "細", "胞", "2"]
    assert analyzer.stems("Ｔｶﾞ") == ("t", "カ", "\u3099")
    assert not Analyzer("ko").is_unspaced


@pytest.mark.parametrize(
    ("language", "word", "is_one"),
    [("en", "the", True), ("en", "cancer", False), ("es", "que", True), ("es", "the", False),
     ("de", "der", False)],
)  # fmt: skip
def test_words_that_say_little(language: str, word: str, *, is_one: bool) -> None:
    assert Analyzer(language).is_function_word(word) is is_one


@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
def test_words_stand_where_they_are_said_to_stand(text: str, language: str) -> None:
    analyzer = Analyzer(language)
    tokens = analyzer.tokens(text)
    assert [text[one.start : one.end] for one in tokens] == analyzer.words(text)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert tuple(one.stem for one in tokens) == analyzer.stems(text)


@given(text=st.text(max_size=100), language=st.sampled_from(LANGUAGES))
def test_taking_apart_is_the_same_in_any_case_and_composition(text: str, language: str) -> None:
    ascii_only = "".join(filter(str.isascii, text))
    assert Analyzer(language).stems(ascii_only) == Analyzer(language).stems(ascii_only.upper())


@pytest.mark.parametrize(
    "name", ["PD-L1", "pd l1", "PDL1", "P.D.-L 1", "\uff30\uff24\u2010\uff2c\uff11"]
)
def test_a_name_is_the_same_however_it_is_spaced(name: str) -> None:
    assert squeezed(name) == "pdl1"
