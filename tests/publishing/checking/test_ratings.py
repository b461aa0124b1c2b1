"""Sheets of ratings: which text they are of, and what their answers come to."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from immuno_reader.publishing.checking.manuscript import lay_out
from immuno_reader.publishing.loading import load_pack
from tests.publishing.checking.fragments import PICTURE, Change, asking, sheet, write

if TYPE_CHECKING:
    from collections.abc import Callable


PLAIN = "1cb5dfa2"
"""The fingerprint of the small pack; written out, so that it cannot change unseen."""
RATED = {"ratings/cells.yaml": sheet(text=PLAIN)}
REDRAWN = PICTURE.replace("/>", '><circle r="9"/></svg>')


def test_a_sheet_is_bound_to_the_text_that_was_rated(rules: "Callable[..., list[str]]") -> None:
    assert rules(RATED) == []


@pytest.mark.parametrize(
    "change",
    [asking("They rest."), {"en/images/cell.svg": REDRAWN}],
    ids=["a word", "a picture"],
)
def test_what_changes_makes_a_rating_stale(
    rules: "Callable[..., list[str]]", change: Change
) -> None:
    assert rules(RATED, change) == ["rating-stale"]


def test_line_ends_change_nothing(tmp_path: Path) -> None:
    found = []
    for name, end in (("a", b"\n"), ("b", b"\r\n")):
        file = write(tmp_path / name) / "en/images/cell.svg"
        file.write_bytes(PICTURE.encode() + end)
        proof = lay_out(load_pack(tmp_path / name)).default
        found.append(proof.fingerprint(proof.edition.sections))
    assert found[0] == found[1]
