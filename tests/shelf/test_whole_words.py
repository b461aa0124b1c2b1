import pytest

from immuno_reader.identity import Span
from immuno_reader.shelf.whole_words import widened


@pytest.mark.parametrize(
    ("selected", "kept"),
    [
        ("They t[ake the brak]es off.", "take the brakes"),
        ("They [take] the brakes off.", "take"),
        ("They[ take ]the brakes off.", " take "),
        ("[Th]ey", "They"),
        ("We d[o]n\u2019t know.", "don\u2019t"),
        ("We don[']t know.", "don't"),
        ("The nurse[s'] room", "nurses'"),
        ("She said 's[to]p'.", "stop"),
        ("a T-c[el]l", "cell"),
        ("PD-[1]", "1"),
        ("about 1,2[5]0.5 units", "1,250.5"),
        ("page 4[.] 5", "."),
        ("anti\u00adbo[dies]", "anti\u00adbodies"),
        ("10\u2079 c[e]lls", "cells"),
        ("las c[\u00e9]lulas", "c\u00e9lulas"),
        ("las ce\u0301l[ul]as", "ce\u0301lulas"),
        (
            "\u0939\u093f[\u0928\u094d]\u0926\u0940 \u092e\u0947\u0902",
            "\u0939\u093f\u0928\u094d\u0926\u0940",
        ),
        ("\u514d\u75ab[\u7597]\u6cd5", "\u7597"),
        ("\u0e20\u0e39[\u0e21\u0e34]\u0e04\u0e38\u0e49\u0e21", "\u0e21\u0e34"),
        ("[...]", "..."),
    ],
)
def test_a_passage_takes_in_the_words_that_it_cuts(selected: str, kept: str) -> None:
    start, end = selected.index("["), selected.index("]") - 1
    text = selected.replace("[", "").replace("]", "")
    span = widened(text, Span(start, end))
    assert text[span.start : span.end] == kept
    assert widened(text, span) == span
