"""A kept passage is found again at the right words, or it is lost: never at the wrong ones."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from immuno_reader.identity import BlockId, Language, Span
from immuno_reader.library.book import Section
from immuno_reader.shelf.anchoring import (
    Found,
    find_anchor,
    find_untouched,
    make_anchor,
    nearest_place,
)
from immuno_reader.shelf.bookmark import Anchor
from tests.shelf.samples import PARAGRAPHS, section, span

TITLE, BRAKES, COUGH, RASH, CELLS = PARAGRAPHS
LEAST_ALIKE = 0.8


def found_after(words: str, *paragraphs: str) -> tuple[str, Found] | None:
    """Keep some words, edit the section, and return what is found of them."""
    before, after = section(), section(*paragraphs)
    found = find_anchor(make_anchor(before, span(before, words)), after)
    return found and (after.text[found.span.start : found.span.end], found)


def bare(
    quote: str, *, language: str = "en", start: int = 0, prefix: str = "", suffix: str = ""
) -> Anchor:
    """Return the anchor of a program that knows nothing of blocks."""
    return Anchor(language, BlockId(""), 0, start, start + len(quote), quote, prefix, suffix)


def test_an_anchor_says_what_stands_there_and_around_it() -> None:
    whole = section()
    anchor = make_anchor(whole, span(whole, "take the brakes off"))
    assert (anchor.language, anchor.block, anchor.offset) == ("en", "top.p1", 22)
    assert whole.text[anchor.start : anchor.end] == anchor.quote == "take the brakes off"
    assert anchor.prefix == (TITLE + "\n" + "Checkpoint inhibitors ")[-32:]
    assert anchor.suffix == " T cells, so that they can attac"


def test_an_anchor_has_no_space_at_its_ends() -> None:
    whole = section()
    words = span(whole, "the brakes off")
    wider = make_anchor(whole, Span(words.start - 1, words.end + 1))
    assert wider == make_anchor(whole, words)
    with pytest.raises(ValueError, match="words"):
        make_anchor(whole, Span(4, 5))


def test_in_an_unchanged_section_every_passage_is_where_it_was() -> None:
    whole = section()
    for start in range(0, len(whole.text), 3):
        for length in (1, 5, 17, 70, 200):
            words = Span(start, start + length)
            if not whole.text[start : start + length].strip():
                continue
            anchor = make_anchor(whole, words)
            found = find_anchor(anchor, whole)
            assert found == Found(Span(anchor.start, anchor.end), "exact", 1.0)
            assert find_untouched(anchor, whole) == found


@pytest.mark.parametrize("at", range(-4, 5))
def test_a_letter_beside_it_that_changed_or_moved_has_touched_it(at: int) -> None:
    before = section()
    words = span(before, "take the brakes off")
    anchor = make_anchor(before, words)
    place = words.start + at
    for other in ("", "#", before.text[place] + "#"):
        text = before.text[:place] + other + before.text[place + 1 :]
        assert find_untouched(anchor, before._replace(text=text)) is None
    assert find_untouched(anchor, before._replace(language=Language("es"))) is None


def test_words_that_moved_are_found() -> None:
    new = "There is more than one, and your team will tell you which of them you have."
    kept = found_after("take the brakes off", TITLE, new, BRAKES, COUGH, RASH, CELLS)
    assert kept is not None
    assert (kept[0], kept[1].outcome) == ("take the brakes off", "moved")


def test_words_are_found_though_the_text_around_them_is_edited_a_little() -> None:
    words = "take the brakes off T cells, so that they can"
    kept = found_after(words, TITLE, BRAKES, COUGH.replace("Tell", "Ask"), RASH, CELLS)
    assert kept is not None
    assert (kept[0], kept[1].outcome) == (words, "exact")
    assert 0.5 < kept[1].score <= 1


def test_words_are_found_though_their_own_paragraph_is_edited_further_on() -> None:
    words = "Checkpoint inhibitors take the brakes off T cells"
    new = BRAKES.replace("cancer", "tumour")
    kept = found_after(words, TITLE, new, COUGH, RASH, CELLS)
    assert kept is not None
    assert (kept[0], kept[1].outcome) == (words, "exact")


def test_a_changed_passage_is_found_between_its_neighbours() -> None:
    new = CELLS.replace("cells given", "T cells given")
    kept = found_after(CELLS, TITLE, BRAKES, COUGH, RASH, new)
    assert kept is not None
    assert (kept[0], kept[1].outcome) == (new, "changed")
    assert 0.8 < kept[1].score < 1


def test_a_long_paragraph_needs_no_neighbours() -> None:
    kept = found_after(CELLS, "Another beginning.", CELLS, "Another end.")
    assert kept is not None
    assert (kept[0], kept[1].outcome) == (CELLS, "moved")


def test_words_that_are_only_quoted_elsewhere_are_offered_and_no_more() -> None:
    words, before = CELLS[5:75], section()
    after = section("Another beginning.", f"For others, {words} at home.")
    anchor = make_anchor(before, span(before, words))
    assert find_anchor(anchor, after) is None
    assert nearest_place(anchor, after) == span(after, words)


def test_the_edge_of_the_section_is_a_neighbour_too() -> None:
    before, after = section(COUGH, BRAKES), section(BRAKES, RASH)
    assert find_anchor(make_anchor(before, span(before, "Tell")), after) is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((TITLE, BRAKES, RASH, CELLS), id="its paragraph is gone, its twin is left"),
        pytest.param((TITLE, RASH, BRAKES, CELLS), id="its twin is elsewhere"),
        pytest.param((TITLE, "Nothing of it."), id="all is gone"),
        pytest.param(("",), id="the section is empty"),
    ],
)
@pytest.mark.parametrize("words", [COUGH, "Tell your nurse", "away if you have a"])
def test_a_lookalike_is_never_taken_for_it(words: str, paragraphs: tuple[str, ...]) -> None:
    assert found_after(words, *paragraphs) is None


def test_a_short_word_at_the_edge_of_a_lookalike_elsewhere_is_not_it() -> None:
    assert found_after("Tell", TITLE, RASH, BRAKES, CELLS) is None


def test_of_twins_that_nothing_tells_apart_none_is_taken() -> None:
    before = section(*[COUGH] * 5)
    anchor = make_anchor(before, span(before, "a cough that is new.\nTell your nurse"))
    found = find_anchor(anchor, before)
    assert found is not None
    assert found.span.start == anchor.start
    assert find_anchor(anchor, section(TITLE, *[COUGH] * 5)) is None


def test_words_that_changed_in_a_list_of_such_words_are_lost() -> None:
    other = COUGH.replace("a cough that is new", "a fever that is high")
    assert found_after(COUGH, TITLE, BRAKES, other, RASH, CELLS) is None


def test_another_language_has_other_words() -> None:
    before, after = section(), section(language="es")
    assert find_anchor(make_anchor(before, span(before, "brakes")), after) is None


@pytest.mark.parametrize(
    ("quoted", "outcome"),
    [
        (bare("take the brakes off"), "moved"),
        (bare("take the brakes off", language=""), "moved"),
        (bare("take the brakes off", language="EN-us"), "moved"),
        (bare("Tell your nurse", suffix=" straight away if you have a r"), "moved"),
        (bare("Tell your nurse", start=section().text.index("Tell your nurse")), "exact"),
        (bare("Tell your nurse"), None),
        (bare("our nurse straight"), None),
        (bare("take the brakes off", language="es"), None),
        (bare("take the brakes off", prefix="They "), None),
    ],
)
def test_what_another_program_kept_is_found_where_that_is_certain(
    quoted: Anchor, outcome: str | None
) -> None:
    whole = section()
    found = find_anchor(quoted, whole)
    assert (found and found.outcome) == outcome
    if found:
        assert whole.text[found.span.start : found.span.end] == quoted.quote


def test_of_two_cells_that_say_the_same_none_is_taken_for_the_one_that_was_deleted() -> None:
    cells = (TITLE, "PD-1", "1 in 100 people", "1 in 100 people", "CTLA-4", "12 in 100 people")
    before, after = section(*cells), section(*cells[:2], *cells[3:])
    assert find_anchor(make_anchor(before, span(before, cells[2])), after) is None


def test_a_twin_elsewhere_with_neighbours_almost_the_same_is_not_it() -> None:
    told, rest = (
        "a course of immunotherapy for my cancer",
        "Say which treatment it is and when you had it.",
    )
    twin = f'Say: "I have {told}". {rest}'
    before = section(TITLE, twin, f"Show the card that says {told}.", rest, CELLS)
    after = section(TITLE, twin, f"Show the card that says {told}.", CELLS)
    start = before.text.rindex("Say which")
    assert find_anchor(make_anchor(before, Span(start, start + 9)), after) is None


def test_a_number_is_not_found_in_another_number() -> None:
    new = ("18 in 100 people have it", "2 in 100 people have it")
    before = section(TITLE, "8 in 100 people have it", new[1])
    found = find_anchor(make_anchor(before, span(before, "8 in 100 people")), section(TITLE, *new))
    assert found is None or (found.span, found.outcome) == ((22, 38), "changed")


def test_the_same_words_elsewhere_do_not_hide_that_the_passage_has_changed() -> None:
    new = BRAKES.replace("take the brakes off", "hardly ever act on")
    kept = found_after(BRAKES, TITLE, new, COUGH, RASH, f"We said: {BRAKES} Or nearly so.", CELLS)
    assert kept is None


def test_one_of_two_passages_that_are_equally_like_it_is_not_taken() -> None:
    new = CELLS.replace("people", "patients")
    assert found_after(CELLS, TITLE, BRAKES, new, CELLS.replace("back", "again"), COUGH) is None


def test_words_that_changed_too_much_are_lost_even_between_their_neighbours() -> None:
    new = BRAKES.replace("take the brakes off T cells, so that they can", "are given to help you")
    assert found_after(BRAKES, TITLE, new, COUGH, RASH, CELLS) is None


def test_a_heading_is_not_one_like_it_that_was_put_in_its_place() -> None:
    like_it, misspelt = "What drugs are there?", "What typs are there?"
    assert found_after(TITLE, like_it, *PARAGRAPHS[1:]) is None
    kept = found_after(TITLE, misspelt, *PARAGRAPHS[1:])
    assert kept is not None
    assert (kept[0], kept[1].outcome) == (misspelt, "changed")


def test_a_short_quote_is_never_taken_to_have_changed() -> None:
    new = BRAKES.replace("the brakes", "the brake")
    assert found_after("the brakes", TITLE, new, COUGH, RASH, CELLS) is None


def test_the_place_of_a_lost_passage_is_offered() -> None:
    new = CELLS.replace("10 to the power 9 cells given back", "many of their own cells")
    before, after = section(), section(TITLE, BRAKES, new, COUGH)
    anchor = make_anchor(before, span(before, CELLS))
    assert find_anchor(anchor, after) is None
    nearest = nearest_place(anchor, after)
    assert nearest is not None
    assert after.text[nearest.start : nearest.end] in new
    assert len(new) < 2 * (nearest.end - nearest.start)


@pytest.mark.parametrize("after", [section("Nothing of it."), section(language="es"), section("")])
def test_nothing_is_offered_where_nothing_is_like_it(after: Section) -> None:
    before = section()
    assert nearest_place(make_anchor(before, span(before, CELLS)), after) is None


ANY = st.text(max_size=60)
FEW = st.text("ab \n\0\u0301", max_size=80)
WILD = st.integers(-100, 10_000) | st.just(10**30)
ANCHORS = st.builds(
    Anchor,
    language=st.sampled_from(["en", "es"]),
    block=st.sampled_from(["", "top", "top.p1", "gone.p9"]).map(BlockId),
    offset=WILD,
    start=WILD,
    end=WILD,
    quote=ANY | FEW,
    prefix=ANY | FEW,
    suffix=ANY | FEW,
)


@given(ANCHORS, st.lists(ANY | FEW, max_size=6))
def test_no_anchor_and_no_text_is_too_strange(anchor: Anchor, paragraphs: list[str]) -> None:
    after = section(*"\n".join(paragraphs).split("\n"))
    found, nearest = find_anchor(anchor, after), nearest_place(anchor, after)
    for place in (found.span if found else None, nearest):
        assert place is None or 0 <= place.start < place.end <= len(after.text)
    if found and found.outcome != "changed":
        assert after.text[found.span.start : found.span.end] == anchor.quote


@pytest.mark.parametrize("text", ["a" * 20_000, "ab " * 7000, "\n" * 20_000, "a\n" * 10_000])
@pytest.mark.parametrize("size", [1, 12, 40, 500, 9000])
def test_a_text_that_says_one_thing_again_and_again_is_looked_through(text: str, size: int) -> None:
    before, after = section(text + "." + text), section(text[3:], text)
    anchor = make_anchor(before, Span(len(text) - size // 2, len(text) + size // 2 + 1))
    assert find_anchor(anchor, after) is None


WORDS = st.sampled_from(
    ["tell", "your", "nurse", "doctor", "if", "you", "have", "a", "new", "cough", "rash", "and"]
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda words: " ".join(words) + ".")
SECTIONS = st.lists(SENTENCES, min_size=2, max_size=8)


class Edited:
    """A text under edits that knows what has become of a passage in it."""

    def __init__(self, text: str, passage: Span) -> None:
        self.text = text
        self.start, self.end = passage

    def replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        by = len(new) - (end - start)
        if end <= self.start:
            self.start, self.end = self.start + by, self.end + by
        elif start < self.end:
            self.start, self.end = min(self.start, start), max(self.end, end) + by


@given(SECTIONS, st.data())
@pytest.mark.fault(21)
def test_after_any_edits_it_is_found_right_or_lost(
    paragraphs: list[str], data: st.DataObject
) -> None:
    before = section(*paragraphs)
    size = len(before.text)
    start = data.draw(st.integers(0, size - 1))
    anchor_span = Span(start, data.draw(st.integers(start + 1, size)))
    assume(before.text[start : anchor_span.end].strip())
    anchor = make_anchor(before, anchor_span)
    edited = Edited(before.text, Span(anchor.start, anchor.end))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(edited.text)))
        end = min(at + data.draw(st.integers(0, 60)), len(edited.text))
        edited.replace(at, end, data.draw(st.one_of(st.just(""), WORDS, SENTENCES)))
    after = section(*edited.text.split("\n"))
    check(before, anchor_span, after, edited, find_anchor(anchor, after))


def check(before: Section, kept: Span, after: Section, edited: Edited, found: Found | None) -> None:
    if found is None:
        return
    words = after.text[found.span.start : found.span.end]
    old = before.text[kept.start : kept.end].strip()
    is_in_place = found.span.start < edited.end and edited.start < found.span.end
    if found.outcome == "changed":
        assert is_in_place
        assert Levenshtein.normalized_similarity(words, old) >= LEAST_ALIKE
        return
    assert words == old
    # Elsewhere it may be only where these words stand once, or with what stood around them.
    around = _around(before.text, old, before.text.index(old, kept.start))
    has_neighbours = around in _around(after.text, old, found.span.start, 16)
    assert is_in_place or after.text.count(old) == 1 or has_neighbours


def _around(text: str, words: str, start: int, size: int = 12) -> str:
    return text[max(start - size, 0) : start + len(words) + size]
