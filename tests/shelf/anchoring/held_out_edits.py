"""Edits that no threshold was set by: other kinds of edits, for other passages.

Nobody who works on how passages are found looks at what is found after one of them, but at how
many are found and that none is found wrongly. Whoever has to look further, to mend what is wrong,
makes them part of the tuning set, and writes new ones.
"""

from random import Random

from tests.shelf.anchoring.draft import Draft
from tests.shelf.anchoring.editing import Edit, into, move_passage
from tests.shelf.anchoring.held_out_structure import STRUCTURE
from tests.shelf.anchoring.held_out_traps import TRAPS
from tests.shelf.anchoring.held_out_words import WORDS, numbers_doubled, opening_reworded

HELD_OUT: dict[str, Edit] = WORDS | STRUCTURE | TRAPS
_edit = into(HELD_OUT)


@_edit
def three_at_once(draft: Draft, random: Random) -> None:
    """Make three of these edits; none leaves copies, so the passage is known by its words."""
    _several(draft, random, 3)


@_edit
def five_at_once(draft: Draft, random: Random) -> None:
    _several(draft, random, 5)


@_edit
def numbers_doubled_and_moved(draft: Draft, random: Random) -> None:
    numbers_doubled(draft, random)
    move_passage(draft, random.choice((-8, -3, 3, 8)))


@_edit
def opening_reworded_in_new_surroundings(draft: Draft, random: Random) -> None:
    """Reword how the passage begins, and move the part in which it is."""
    opening_reworded(draft, random)
    STRUCTURE["parts_in_another_order"](draft, random)


@_edit
def new_house_style(draft: Draft, random: Random) -> None:
    """Change throughout what a new publisher changes: headings, notes, brackets and numbers."""
    for name in (
        "headings_turned_into_questions",
        "brackets_removed",
        "percents_for_people",
        "ranges_with_a_dash",
        "politely",
    ):
        HELD_OUT[name](draft, random)


@_edit
def for_parents_of_children(draft: Draft, random: Random) -> None:
    """Make an edition for parents: other words throughout, and something new in between."""
    for name in ("said_of_your_child", "learned_words", "explanations_put_between"):
        HELD_OUT[name](draft, random)


def _several(draft: Draft, random: Random, count: int) -> None:
    for name in random.sample(sorted(WORDS | STRUCTURE), count):
        if draft.parts():
            HELD_OUT[name](draft, random)
