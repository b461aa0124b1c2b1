"""Sheets of ratings: which text they are of, and what their answers come to."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from immuno_reader.publishing.checking.inspecting import check_pack
from immuno_reader.publishing.checking.manuscript import lay_out
from immuno_reader.publishing.loading import load_pack
from tests.publishing.checking.fragments import PICTURE, TODAY, Change, asking, sheet, write
from tests.publishing.checking.translations import SPANISH

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


@pytest.mark.parametrize("language", ["es", "ES_MX"])
def test_a_sheet_is_of_one_language(rules: "Callable[..., list[str]]", language: str) -> None:
    sheets = {
        "ratings/en.yaml": sheet(),
        "ratings/es.yaml": sheet(language=language, text="00000000"),
    }
    is_known = language == "es"
    assert rules(SPANISH, sheets) == ["rating-stale" if is_known else "rating-incomplete"]


def test_a_language_may_be_written_as_for_a_pack(tmp_path: Path) -> None:
    folder = write(tmp_path, {"ratings/cells.yaml": sheet(language="es_MX")})
    assert [one.language for one in load_pack(folder).ratings] == ["es-mx"]


def test_what_is_not_utf_8_is_found_once(tmp_path: Path, rules: "Callable[..., list[str]]") -> None:
    rules({"ratings/cells.yaml": sheet()})
    (tmp_path / "ratings" / "more.yaml").write_bytes(b"chapter: caf\xe9\n")
    found = check_pack(tmp_path, TODAY).findings
    assert [finding.rule for finding in found] == ["text-not-utf-8"]
