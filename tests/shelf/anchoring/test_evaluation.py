"""Passages of the handbook under the edits of its editors: found right, or not at all.

Run a sample of all cases as a test, or all of them with the tables:
``EVERY_CASE=1 python -m pytest -s tests/shelf/anchoring/test_evaluation.py``; with ``-k tuning``,
nothing of the held-out set.
"""

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from immuno_reader.identity import Span
from immuno_reader.shelf.anchoring import Found, find_anchor, make_anchor, nearest_place
from tests.shelf.anchoring.draft import Draft
from tests.shelf.anchoring.evaluation import (
    EDITS_OF,
    PARTS,
    Case,
    Part,
    Verdict,
    cases,
    handbook,
    passages_of,
    table,
)
from tests.shelf.anchoring.passages import KINDS, Passage, number

if TYPE_CHECKING:
    from immuno_reader.library.book import Section

EVERY_CASE = "EVERY_CASE" in os.environ
SAMPLE = 8
"""A test takes one in so many edits of each passage, each edit of some passages."""
FEWEST_PASSAGES, FEWEST_EDITS = 300, 40
LEAST_FOUND, LEAST_OFFERED = 0.65, 0.75


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> "list[Section]":
    return handbook(tmp_path_factory.mktemp("anchoring") / "handbook.library")


@pytest.fixture(scope="module", params=PARTS)
def judged(request: pytest.FixtureRequest, sections: "list[Section]") -> list[tuple[Case, Verdict]]:
    """Return what was found of the passages of the tuning set, or of the held-out one."""
    part: Part = request.param
    found = [
        (case, case.judge(find_anchor(case.anchor, case.edited)))
        for case in cases(sections, part, is_wanted)
    ]
    print("\n", part)
    print(table(found, lambda case: case.edit))
    print(table(found, lambda case: case.passage.sort))
    return found


def is_wanted(passage: Passage, edit: str) -> bool:
    return EVERY_CASE or number(passage.name + edit) % SAMPLE == 0


@pytest.mark.parametrize("part", PARTS)
def test_there_are_enough_passages_of_every_kind_and_enough_edits(
    sections: "list[Section]", part: Part
) -> None:
    kept = passages_of(part, sections)
    assert len(kept) >= FEWEST_PASSAGES
    assert set(KINDS) <= {passage.sort for passage in kept}
    assert {passage.section.language for passage in kept} == {"en", "es"}
    assert len(EDITS_OF[part]) >= FEWEST_EDITS
    assert {case.edit for case in cases(sections, part, is_wanted)} == set(EDITS_OF[part])


def test_the_held_out_passages_and_edits_are_others(sections: "list[Section]") -> None:
    tuning, held_out = (passages_of(part, sections) for part in PARTS)
    assert {passage.sort for passage in tuning} == {passage.sort for passage in held_out}
    assert not any(one.overlaps(other) for one in tuning for other in held_out)
    assert EDITS_OF["tuning"].keys().isdisjoint(EDITS_OF["held out"])


def test_no_passage_is_ever_found_wrongly(judged: list[tuple[Case, Verdict]]) -> None:
    wrong = [f"{case.edit}: {case.passage.name}" for case, verdict in judged if verdict == "wrong"]
    assert wrong == []


def test_most_passages_are_found(judged: list[tuple[Case, Verdict]]) -> None:
    counts = Counter(verdict for _, verdict in judged)
    found = counts["found"] + counts["changed"]
    assert found / (found + counts["lost"]) >= LEAST_FOUND


@pytest.mark.parametrize("judged", ["tuning"], indirect=True)
def test_where_nothing_was_edited_every_passage_is_found_exactly(
    judged: list[tuple[Case, Verdict]],
) -> None:
    unedited = [case for case, _ in judged if case.edit == "nothing"]
    for case in unedited:
        found = find_anchor(case.anchor, case.edited)
        assert found == Found(case.passage.span, "exact", 1.0)
    assert unedited


@pytest.mark.parametrize(
    ("judged", "edit"),
    [
        ("tuning", "number_changed"),
        ("tuning", "negation_inside"),
        ("tuning", "number_put_in"),
        ("held out", "numbers_doubled"),
        ("held out", "two_numbers_change_places"),
        ("held out", "negation_taken_out"),
        ("held out", "opposite_words"),
    ],
    indirect=["judged"],
)
def test_words_that_mean_something_else_are_never_said_to_be_the_old_ones(
    judged: list[tuple[Case, Verdict]], edit: str
) -> None:
    verdicts = {verdict for case, verdict in judged if case.edit == edit}
    assert "changed" in verdicts
    assert "found" not in verdicts


def test_for_most_passages_that_are_lost_their_place_can_be_offered(
    judged: list[tuple[Case, Verdict]],
) -> None:
    lost = [case for case, verdict in judged if verdict == "lost"]
    offered = [(case, nearest_place(case.anchor, case.edited)) for case in lost]
    right = sum(case.is_right(place) for case, place in offered if place)
    print(f"of {len(lost)} lost, {right} are where they are offered")
    assert right / len(lost) >= LEAST_OFFERED


def test_a_draft_that_nobody_edited_is_the_section(sections: "list[Section]") -> None:
    for section in sections:
        draft = Draft.of(section, Span(0, 1))
        assert draft.edited() == section
        assert draft.truth().span == (0, 1)


def test_the_judge_is_strict(sections: "list[Section]") -> None:
    section = sections[0]
    block = next(block for block in section.blocks if block.end - block.start > 60)
    kept = Passage(section, Span(block.start + 20, block.start + 40), "any")
    anchor = make_anchor(section, kept.span)
    draft = Draft.of(section, kept.span)
    case = Case(kept, "nothing", anchor, section, draft.truth())
    assert case.judge(Found(kept.span, "exact", 1)) == "found"
    assert case.judge(Found(kept.span, "changed", 1)) == "wrong"
    assert case.judge(None) == "lost"
    for start, end in ((9, 29), (31, 51), (20, 29), (0, 60)):
        span = Span(block.start + start, block.start + end)
        assert case.judge(Found(span, "changed", 1)) == "wrong"
    draft.lines[section.blocks.index(block)].delete(0, 60)
    deleted = case._replace(edited=draft.edited(), truth=draft.truth())
    assert deleted.judge(None) == "gone"
    assert deleted.judge(Found(kept.span, "changed", 1)) == "wrong"
