"""What the held-out edits do, and that it is known of a passage what has become of it.

Nothing here looks for a passage: what is found after these edits is for the evaluation to say.
"""

import re
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from immuno_reader.identity import Span
from immuno_reader.library.book import BlockKind
from tests.shelf.anchoring.draft import Draft, Truth
from tests.shelf.anchoring.editing import mark_twins
from tests.shelf.anchoring.evaluation import handbook
from tests.shelf.anchoring.held_out_edits import HELD_OUT
from tests.shelf.anchoring.passages import passages
from tests.shelf.samples import section, span

if TYPE_CHECKING:
    from immuno_reader.library.book import Section

PAGE: tuple[tuple[BlockKind, str], ...] = (
    ("heading", "What types are there?"),
    ("paragraph", "Antibodies find cancer cells. If they help you, go on with them."),
    ("heading", "What you can do"),
    ("item", "Tell your nurse straight away if you have a cough that is new."),
    ("item", "Tell your nurse straight away if you have a rash on your skin."),
    ("item", "Drink enough water."),
    ("heading", "How many people"),
    ("cell", "Medicine"),
    ("cell", "Rash"),
    ("cell", "nivolumab"),
    ("cell", "26 in 100"),
    ("cell", "ipilimumab"),
    ("cell", "33 in 100"),
    ("paragraph", "The cells can attack the skin. Call your team today."),
    ("heading", "What comes next"),
    ("paragraph", "A nurse calls you after four weeks. Drink enough water."),
)
OTHERS = (
    "Doctors weigh benefit against harm before each infusion.",
    "Vaccines train somebody for germs which nobody has met.",
)
COUGH, RASH = PAGE[3][1], PAGE[4][1]
ONLY_MOVED = (
    "clauses_turned_round",
    "columns_change_places",
    "every_list_backwards",
    "item_moved_to_another_list",
    "neighbours_change_sides",
    "part_put_under_another",
    "parts_in_another_order",
    "rows_newest_first",
    "sentence_moved_to_another_paragraph",
    "table_on_its_side",
    "changes_places_with_its_lookalike",
    "end_of_the_paragraph_moved",
)


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> "list[Section]":
    return handbook(tmp_path_factory.mktemp("edits") / "handbook.library")


def page() -> "Section":
    """Return a section with a part of text, one of items and one with a table of two columns."""
    plain = section(*(text for _, text in PAGE))
    blocks = tuple(
        block._replace(kind=kind) for block, (kind, _) in zip(plain.blocks, PAGE, strict=True)
    )
    cells = [block for block in blocks if block.kind == "cell"]
    rows = [
        "".join(f'<td data-block="{cell.id}"></td>' for cell in cells[at : at + 2])
        for at in (0, 2, 4)
    ]
    return plain._replace(blocks=blocks, html="".join(f"<tr>{row}</tr>" for row in rows))


def edited(name: str, words: str, seed: int = 0) -> tuple[str, Truth]:
    """Return the text of the page after an edit, and what has become of the words."""
    draft = Draft.of(page(), span(page(), words), OTHERS)
    HELD_OUT[name](draft, Random(seed))
    mark_twins(draft)
    return draft.edited().text, draft.truth()


def left(name: str, words: str, seed: int = 0) -> str | None:
    """Return what is left of the words after an edit."""
    text, truth = edited(name, words, seed)
    return text[truth.span.start : truth.span.end] if truth.span else None


def test_each_edit_changes_something_in_each_language(sections: "list[Section]") -> None:
    kept = passages(sections, "tried")
    paragraphs = {
        language: tuple(
            each.text[block.start : block.end]
            for each in sections
            for block in each.blocks
            if each.language == language and block.kind == "paragraph"
        )
        for language in ("en", "es")
    }
    for name in HELD_OUT:
        for language, others in paragraphs.items():
            assert any(
                changes(each.section, each.span, edit_name=name, others=others)
                for each in kept
                if each.section.language == language
            ), (name, language)


def changes(kept: "Section", passage: Span, edit_name: str, others: tuple[str, ...]) -> bool:
    draft = Draft.of(kept, passage, others)
    HELD_OUT[edit_name](draft, Random(1))
    return draft.edited().text != kept.text


@pytest.mark.parametrize("name", ONLY_MOVED)
@pytest.mark.parametrize("words", [COUGH, "nivolumab", "Call your team", "Antibodies find"])
def test_where_something_is_moved_nothing_is_lost(name: str, words: str) -> None:
    text, truth = edited(name, words)
    assert Counter(re.findall(r"\w+", text)) == Counter(re.findall(r"\w+", page().text))
    own = "".join(text[at] for at in sorted(truth.own))
    assert sorted(own.replace(" ", "")) == sorted(words.replace(" ", ""))


def test_a_line_among_its_lookalikes_is_the_one_that_is_as_it_was() -> None:
    for seed in range(20):
        text, truth = edited("among_lookalikes", COUGH, seed)
        assert truth.span
        assert text[truth.span.start : truth.span.end] == COUGH
        assert text.count(COUGH) == 1
        assert not truth.is_doubtful


def test_a_summary_leaves_the_passage_where_it_was() -> None:
    text, truth = edited("summary_put_on_top", COUGH)
    first, second = (match.start() for match in re.finditer(re.escape(COUGH), text))
    assert truth.span == (second, second + len(COUGH))
    assert set(range(first, first + len(COUGH))) == truth.copied
    assert left("summary_put_on_top_and_text_reworded", COUGH) != COUGH


def test_a_correction_quotes_the_words_and_the_passage_is_the_corrected_ones() -> None:
    text, truth = edited("old_words_quoted_in_a_correction", "26 in 100")
    assert truth.span
    assert text[truth.span.start : truth.span.end].startswith("29 ")
    assert text.endswith("\u201c26 in 100\u201d")


@pytest.mark.parametrize("name", ["another_item_in_its_place", "another_item_elsewhere"])
def test_an_item_about_something_else_is_not_the_passage(name: str) -> None:
    for seed in range(20):
        text, truth = edited(name, COUGH, seed)
        assert truth.span is None
        new = set(text.split("\n")) - {text for _, text in PAGE}
        shared = [set(line.split()) & set(COUGH.split()) for line in new]
        assert all(2 * len(words) < len(COUGH.split()) for words in shared)


def test_where_a_twin_of_a_deleted_passage_is_left_nobody_can_tell() -> None:
    assert left("cut_out_with_its_neighbours", "Drink enough water") is None
    draft = Draft.of(page(), span(page(), "Tell your nurse straight away if you have a"))
    del draft.lines[3]
    mark_twins(draft)
    truth = draft.truth()
    assert truth.is_doubtful
    assert truth.span == span(draft.edited(), "Tell your nurse straight away if you have a")
    assert RASH in draft.text


def test_a_shortened_line_in_a_summary_is_neither_there_nor_gone() -> None:
    text, truth = edited("shortened_into_a_summary", COUGH)
    assert truth.is_doubtful
    assert text.split("\n")[1].startswith("Tell nurse straight if")


def test_a_line_that_takes_a_few_words_of_the_passage_is_another() -> None:
    assert left("another_line_takes_its_opening", COUGH) is None
    assert edited("another_line_takes_its_opening", "Tell your nurse")[1].is_doubtful


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("numbers_doubled", "26 in 100", "52 in 200"),
        ("two_numbers_change_places", "26 in 100", "100 in 26"),
        ("a_range_for_a_number", "26 in 100", "25 to 27 in 100"),
        ("percents_for_people", "26 in 100", "26%"),
        ("tens_for_hundreds", "26 in 100", "3 in 10"),
        ("brands_for_generic_names", "nivolumab", "Opdivo"),
        ("on_a_condition", "today.", "today, but only if your doctor has agreed."),
        ("opposite_words", "after four weeks", "before four weeks"),
        ("forbidden_where_it_was_allowed", "Call your team today.", "Do not call your team today."),
        ("clauses_turned_round", "If they help you, go on", "go on with them, If they help you"),
        ("active_to_passive", "The cells can attack", "can be attacked by The cells"),
        ("list_turned_into_a_sentence", RASH, RASH[:-1].replace("Tell", "tell")),
        ("two_items_merged", COUGH, COUGH[:-1]),
        ("table_turned_into_a_list", "nivolumab\n26 in 100", "nivolumab: 26 in 100"),
        ("columns_change_places", "26 in 100", "26 in 100"),
        ("bullets_printed", COUGH, COUGH),
        ("steps_numbered_after_a_new_one", f"{COUGH}\n{RASH}", f"{COUGH}\n3. {RASH}"),
        ("withdrawn_with_a_note", COUGH, None),
        ("wholly_other_paragraph_in_its_place", COUGH, None),
        ("part_written_anew_under_its_heading", "ipilimumab", None),
        ("its_lookalike_takes_its_place", "find cancer", None),
        ("row_like_it_put_above", "26 in 100", "26 in 100"),
        ("its_line_under_each_other_heading", COUGH, COUGH),
        ("sister_part_put_before", COUGH, COUGH),
        ("warning_that_quotes_its_opening", COUGH, COUGH),
        ("changes_places_with_its_lookalike", COUGH, COUGH),
    ],
)
def test_what_is_left_of_the_words(name: str, words: str, expected: str | None) -> None:
    assert left(name, words) == expected
