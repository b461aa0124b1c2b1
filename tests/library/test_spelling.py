"""Slips, and the words that were meant by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.spelling import Speller
from immuno_reader.library.word_index import Word

TEXT = """
immunotherapy immunotherapy immunotherapy pembrolizumab diarrhoea nausea pneumonitis vaccine
vaccines fatigue tired matter does heart muscle Keytruda Crohn's psoriasis chemotherapy kidney
rheumatoid steroids steroids quiet fever fewer fever fever blood test cough ward IL12 PD-L1
"""


@pytest.fixture(scope="module")
def speller() -> Speller:
    analyzer = Analyzer("en")
    counts: dict[str, int] = {}
    for written in analyzer.words(TEXT):
        counts[written] = counts.get(written, 0) + 1
    return Speller(
        Word(folded, stem, written, counts[written])
        for written in counts
        for stem, folded in [analyzer.reduced(written)]
    )


def correct(speller: Speller, typed: str, *, is_open: bool = False, boldly: bool = False) -> str:
    return speller.correct(typed, is_open=is_open, boldly=boldly)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("imunotherapy", "immunotherapy"),
        ("immunotherpay", "immunotherapy"),
        ("inmunotherapy", "immunotherapy"),
        ("pembrolizumap", "pembrolizumab"),
        ("pembrolizamab", "pembrolizumab"),
        ("diarrea", "diarrhoea"),
        ("diarhea", "diarrhoea"),
        ("nawsea", "nausea"),
        ("newmonitis", "pneumonitis"),
        ("numonitis", "pneumonitis"),
        ("vaksine", "vaccine"),
        ("stereoids", "steroids"),
        ("soriasis", "psoriasis"),
        ("kemotherapy", "chemotherapy"),
        ("rumatoid", "rheumatoid"),
        ("keytrudda", "Keytruda"),
        ("fver", "fever"),
        ("heartmuscle", "heart muscle"),
        ("bloodtest", "blood test"),
    ],
)
def test_a_slip_is_put_right(speller: Speller, typed: str, meant: str) -> None:
    assert correct(speller, typed) == meant


@pytest.mark.parametrize(
    "typed", ["xyz", "fvr", "wad", "il21", "pdl2", "2026", "zebra", "q" * 41, "", "tattoo", "spots"]
)
@pytest.mark.parametrize("boldly", [False, True])
def test_what_may_be_another_word_or_a_number_is_left_alone(
    speller: Speller, typed: str, *, boldly: bool
) -> None:
    assert correct(speller, typed, boldly=boldly) == ""


def test_of_two_that_are_as_near_the_more_frequent_is_meant(speller: Speller) -> None:
    assert correct(speller, "feber") == "fever"


def test_the_beginning_of_a_word_is_put_right_while_it_is_typed(speller: Speller) -> None:
    assert correct(speller, "immumoth", is_open=True) == "immunotherapy"
    assert correct(speller, "immumoth") == ""


def test_a_bold_guess_goes_further(speller: Speller) -> None:
    assert correct(speller, "kebruta") == ""
    assert correct(speller, "kebruta", boldly=True) == "Keytruda"


def test_every_form_of_a_word_is_known(speller: Speller) -> None:
    analyzer = Analyzer("en")
    for written in ("vaccinated", "Keytruda", "kidneys", "tiring"):
        stem, folded = analyzer.reduced(written)
        assert speller.knows(folded, stem), written
    assert not speller.knows("zebra", "zebra")


@given(typed=st.text(max_size=50), is_open=st.booleans(), boldly=st.booleans())
def test_a_correction_is_made_of_words_of_the_texts(
    speller: Speller, typed: str, *, is_open: bool, boldly: bool
) -> None:
    known = set(Analyzer("en").words(TEXT))
    assert set(correct(speller, typed, is_open=is_open, boldly=boldly).split()) <= known


def test_a_book_without_words_puts_nothing_right() -> None:
    assert Speller([]).correct("anything", is_open=True, boldly=True) == ""
