"""Checking a pack by command: what it prints, and what a script learns from it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publishing.checking.fragments import PACK, Change, asking, limits, write

if TYPE_CHECKING:
    from tests.cli.conftest import Reader

ROOT = Path(__file__).parents[2]
TODAY = ("--today", "2026-11-28")
BROKEN = {
    **asking("They rest; they work."),
    "pack.yaml": PACK.replace("funding: None\n", ""),
}
SILENT = "check:\n  silence:\n    - {rule: semicolon, reason: They are asked to.}\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return where the small pack is to be written."""
    return tmp_path / "pack"


def test_a_good_pack_is_exit_0_and_a_line(reader: "Reader", pack: Path) -> None:
    answer = reader("check", write(pack), *TODAY)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "1 sections and 1 terms checked (en). Nothing to mend.\n"


def test_findings_come_with_file_line_severity_rule_and_a_summary(
    reader: "Reader", pack: Path
) -> None:
    answer = reader("check", write(pack, BROKEN), *TODAY)
    assert answer.code == 1
    assert answer.out.split("\n") == [
        f"{pack}/en/cells.md:21: warning semicolon A semicolon in “They rest; they work.”",
        f"{pack}/pack.yaml: error funding-missing The pack does not say who paid for it.",
        "",
        "funding-missing: Add `funding:` to pack.yaml; “None” is an answer.",
        "semicolon: Write a full stop.",
        "",
        "rule             errors  warnings  infos  silenced",
        "funding-missing       1",
        "semicolon                       1",
        "all                   1         1      0         0",
        "",
        "1 sections and 1 terms checked (en).",
        "",
    ]


@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        (BROKEN, (), 1),
        (asking("They rest; they work."), (), 0),
        (asking("They rest; they work."), ("--strict",), 1),
        ({"en/SUMMARY.md": "- [What are cells?](cells.md)\n- [B]()\n"}, ("--strict",), 0),
        ({"en/glossary.yaml": ""}, ("--strict",), 0),
    ],
)
def test_exit_codes(
    reader: "Reader", pack: Path, change: Change, options: tuple[str, ...], code: int
) -> None:
    assert reader("check", write(pack, change), *options, *TODAY).code == code


def test_what_cannot_be_read_is_exit_2(reader: "Reader", tmp_path: Path) -> None:
    assert "SUMMARY.md" in reader("check", tmp_path).refused(2)
    assert "no pack here" in reader("check", tmp_path / "nowhere").refused(2)
    assert reader("check", tmp_path, "--today", "soon").code == 2


def test_the_day_can_be_given(reader: "Reader", pack: Path) -> None:
    answer = reader("check", write(pack), "--today", "2029-11-28")
    assert answer.code == 1
    assert "checked-old It was checked on 2026-11-24, 36 months ago" in answer.out
    assert "due-past" in answer.out


def test_json_for_programs(reader: "Reader", pack: Path) -> None:
    answer = reader("check", write(pack, BROKEN), "--json", *TODAY)
    assert answer.code == 1
    report = answer.json
    assert list(report) == ["findings", "stats"]
    assert report["findings"][0] == {
        "file": f"{pack}/en/cells.md",
        "line": 21,
        "severity": "warning",
        "rule": "semicolon",
        "id": "cells",
        "lang": "en",
        "value": None,
        "limit": None,
        "message": "A semicolon in “They rest; they work.”",
        "fix": "Write a full stop.",
    }
    stats = report["stats"]
    assert (stats["errors"], stats["warnings"], stats["infos"], stats["silenced"]) == (1, 1, 0, [])
    assert stats["library"] == {"name": "textstat", "version": "0.7.8"}
    english = stats["languages"]["en"]
    assert list(english) == ["book", "glossary", "chapters", "sections"]
    assert english["sections"]["cells"] == english["book"]
    assert list(english["book"]) == [
        "words",
        "sentences",
        "mean_sentence",
        "longest_sentence",
        "passive_percent",
        "terms_per_100_words",
        "flesch_kincaid",
        "flesch_kincaid_names_out",
        "smog",
        "smog_terms_out",
        "flesch_ease",
    ]


def test_json_has_the_figure_and_the_limit(reader: "Reader", pack: Path) -> None:
    long = asking("Cells work " + "and rest " * 10 + "all day.")
    (finding,) = reader("check", write(pack, long), "--json", *TODAY).json["findings"]
    assert (finding["rule"], finding["value"], finding["limit"]) == ("sentence-long", 24, 20)


def test_silenced_rules_are_counted_with_their_reason(reader: "Reader", pack: Path) -> None:
    write(pack, asking("They rest; they work."), {"pack.yaml": PACK + SILENT})
    answer = reader("check", pack, "--strict", *TODAY)
    assert answer.code == 0
    assert answer.out.split("\n")[1].split() == ["semicolon", "1"]
    (one,) = reader("check", pack, "--json", *TODAY).json["stats"]["silenced"]
    assert (one["rule"], one["reason"]) == ("semicolon", "They are asked to.")


def test_figures_with_library_and_preparation(reader: "Reader", pack: Path) -> None:
    out = reader("check", write(pack), "--stats", *TODAY).out
    assert "en: section" in out
    assert "cells " in out
    assert "= the whole book" in out
    assert "textstat 0.7.8. Running text only: headings" in out


def test_figures_of_spanish_are_spanish_ones(reader: "Reader", pack: Path) -> None:
    change = {
        "pack.yaml": PACK.replace("[en]", "[es]"),
        "es/SUMMARY.md": "- [Qué](cells.md)\n",
        "es/cells.md": "# Qué\n\nLas células viven.\n",
    }
    answer = reader("check", write(pack, change), "--json", *TODAY)
    book = answer.json["stats"]["languages"]["es"]["book"]
    # 3 words, 1 sentence, 1 + 3 + 2 syllables.
    assert book["inflesz"] == pytest.approx(206.835 - 62.3 * 2 - 3, abs=0.05)
    assert book["fernandez_huerta"] == pytest.approx(206.84 - 60 * 2 - 1.02 * 3, abs=0.05)
    assert "flesch_kincaid" not in book


def test_explain_a_rule(reader: "Reader") -> None:
    answer = reader("check", "--explain", "urgent-callout-missing")
    assert answer.code == 0
    assert answer.out.startswith("urgent-callout-missing (error): A page about side effects")
    assert "cannot be silenced" in answer.out
    assert "rows" in reader("check", "--explain", "summary-empty").out


def test_explain_names_the_nearest(reader: "Reader") -> None:
    line = reader("check", "--explain", "sentence-longe").refused(2)
    assert "There is no rule “sentence-longe”. The nearest: sentence-long" in line


def test_without_the_library_all_but_the_figures_is_checked(
    reader: "Reader", pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "textstat.py").write_text("raise ImportError('not here')\n")
    write(pack, BROKEN)
    answer = reader("check", pack, *TODAY, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert answer.code == 1
    assert "reading-unmeasured The reading age cannot be measured" in answer.out
    assert "semicolon" in answer.out
    assert "Traceback" not in answer.err


def test_a_zip_file_is_checked_like_its_folder(
    reader: "Reader", pack: Path, tmp_path: Path
) -> None:
    import shutil

    write(pack, limits(grade_book=5))
    archive = shutil.make_archive(str(tmp_path / "book"), "zip", pack)
    book = Path(archive).rename(tmp_path / "book.immuno")
    answer = reader("check", book, "--json", *TODAY)
    assert (answer.code, json.loads(answer.out)["findings"]) == (0, [])
