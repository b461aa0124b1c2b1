"""What people type finds what they mean: judged searches of the handbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from immuno_reader.assets import resource
from immuno_reader.identity import Language
from immuno_reader.library.searching import Searcher
from immuno_reader.publishing.compiling import compile_library

JUDGED = Path(__file__).with_name("judged")
LEAST_MEAN = 0.90


class Judged(NamedTuple):
    """One search, and how it went."""

    query: str
    rank: int
    """Where the first right answer stands, from 1; 0 when it is not there."""
    within: int
    found: int

    @property
    def reciprocal(self) -> float:
        return 1 / self.rank if self.rank else 0.0


@pytest.fixture(scope="module")
def searchers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Searcher]]:
    library = tmp_path_factory.mktemp("judged") / "handbook.library"
    compile_library([resource("packs", "immunotherapy")], library)
    opened = {tag: Searcher.open(library, Language(tag)) for tag in ("en", "es")}
    yield opened
    for searcher in opened.values():
        searcher.close()


def judge(name: str, searchers: dict[str, Searcher]) -> list[Judged]:
    judged = []
    for entry in yaml.safe_load((JUDGED / name).read_text(encoding="utf-8")):
        hits = searchers[entry["language"]].search(entry["query"]).hits
        ids = [f"{'term' if hit.kind == 'term' else 'section'}:{hit.ref[1]}" for hit in hits]
        ranks = [number for number, id in enumerate(ids, 1) if id in entry["answers"]]
        rank = ranks[0] if ranks else 0
        judged.append(Judged(entry["query"], rank, entry["within"], len(hits)))
    return judged


@pytest.mark.parametrize("name", ["open.yaml", "held_back.yaml"])
def test_people_find_what_they_mean(name: str, searchers: dict[str, Searcher]) -> None:
    judged = judge(name, searchers)
    assert len(judged) >= 40
    mean = sum(one.reciprocal for one in judged) / len(judged)
    print(f"{name}: mean reciprocal rank {mean:.3f} of {len(judged)} searches")
    assert mean >= LEAST_MEAN
    assert not [one.query for one in judged if not one.found], "searches that find nothing at all"


def test_the_right_answer_stands_where_it_must(searchers: dict[str, Searcher]) -> None:
    judged = judge("open.yaml", searchers)
    late = [one.query for one in judged if not 0 < one.rank <= one.within]
    # Named, so that a change of the book or of the ranking shows what it does to whom.
    assert late == ["cold all the time"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("crs", "cytokine-release-syndrome"),
        ("what is keytruda", "pembrolizumab"),
        ("my chest hurts", "side-effects"),
        ("imunotherapy", "immunotherapy"),
        ("cansancio", "fatigue"),
        ("so tired", "fatigue"),
    ],
)
def test_a_question_is_answered_first(
    typed: str, first: str, searchers: dict[str, Searcher]
) -> None:
    assert searchers["en"].search(typed).hits[0].id == first


def test_no_snippet_has_the_number_of_a_footnote(searchers: dict[str, Searcher]) -> None:
    for language, typed in (("en", "vaccines"), ("en", "fever"), ("es", "fiebre")):
        for hit in searchers[language].search(typed).hits:
            assert "(note" not in hit.snippet.text
            assert "(nota" not in hit.snippet.text


def test_whoever_types_a_whole_name_is_not_shown_longer_ones(
    searchers: dict[str, Searcher],
) -> None:
    terms = [hit.id for hit in searchers["en"].search("immunotherapy").hits if hit.kind == "term"]
    assert terms == ["immunotherapy"]
