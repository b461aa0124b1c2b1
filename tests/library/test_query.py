"""What was typed, as it is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.library.query import LONGEST, MOST_WORDS, Piece, Query, parse


def word(text: str) -> Piece:
    return Piece(text)


def phrase(text: str) -> Piece:
    return Piece(text, is_phrase=True)


def without(text: str, *, is_phrase: bool = False) -> Piece:
    return Piece(text, is_phrase, is_excluded=True)


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("", ()),
        ("  \t\n", ()),
        ("heart", (word("heart"),)),
        (" heart   rash\n", (word("heart"), word("rash"))),
        ('"heart muscle" rash', (phrase("heart muscle"), word("rash"))),
        ("“heart  muscle”", (phrase("heart muscle"),)),
        ("«músculo»", (phrase("músculo"),)),
        ("„Herz“", (phrase("Herz"),)),
        ('"never closed', (phrase("never closed"),)),
        ('""', ()),
        ('" "', ()),
        ('heart"muscle"', (word("heart"), phrase("muscle"))),
        ("rash -fever", (word("rash"), without("fever"))),
        ("rash \u2212fever \u2013chills", (word("rash"), without("fever"), without("chills"))),
        ('rash -"a fever"', (word("rash"), without("a fever", is_phrase=True))),
        ("-fever", (word("fever"),)),
        ("-fever -rash", (word("fever"), word("rash"))),
        ("rash - fever", (word("rash"), word("fever"))),
        ("PD-1 T-cell", (word("PD-1"), word("T-cell"))),
        ("--fever rash", (word("--fever"), word("rash"))),
        ("- -- … ?!", ()),
        ("NOT rash*", (word("NOT"), word("rash*"))),
        ("NEAR(a b, 3)", (word("NEAR(a"), word("b,"), word("3)"))),
        ("a\0b", (word("a"), word("b"))),
        ("\ud800heart\udfff", (word("heart"),)),
        ("what's \u2019twas", (word("what's"), word("\u2019twas"))),
    ],
)  # fmt: skip
def test_words_phrases_and_what_is_not_wanted(typed: str, pieces: tuple[Piece, ...]) -> None:
    query = parse(typed)
    assert query.pieces == pieces
    assert (*query.wanted, *query.unwanted) == tuple(sorted(pieces, key=lambda one: one[2]))


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ("heart", True),
        ("heart ", False),
        ("heart mus", True),
        ('"heart mus', True),
        ('"heart mus ', False),
        ('"heart mus"', False),
        ('"heart" mus', True),
        ("heart -mus", False),
        ("-mus", True),
        ("", False),
        ("?", False),
    ],
)
def test_the_last_word_may_still_be_typed(typed: str, *, is_open: bool) -> None:
    assert parse(typed).is_open is is_open


def test_a_page_that_was_pasted_is_read_at_its_beginning() -> None:
    query = parse("word " * 10_000)
    assert query.pieces == (word("word"),) * MOST_WORDS
    assert not query.is_open
    assert parse("x" * 10_000).pieces == (word("x" * LONGEST),)


@given(st.text())
def test_anything_is_understood(typed: str) -> None:
    query = parse(typed)
    assert isinstance(query, Query)
    assert query.pieces == () or query.wanted
    for piece in query.pieces:
        assert any(map(str.isalnum, piece.text))
        assert piece.text == " ".join(piece.text.split())
        assert '"' not in piece.text
        assert "\0" not in piece.text
        piece.text.encode()
