"""Reading without a window: contents, define, section."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from immuno_reader import __version__
from immuno_reader.assets import resource

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.cli.conftest import Reader

CONTENTS = """\
Foreword [foreword]
== First part
Cells [cells]
    (draft) B cells
    T cells [t-cells]
== Second part
When to call [care-when-to-call]
"""


def test_contents_are_an_indented_tree(reader: "Reader", good: Path) -> None:
    assert reader("contents", "--pack", good).out == CONTENTS


def test_contents_as_json(reader: "Reader", good: Path) -> None:
    rows = reader("contents", "--json", "--pack", good).json
    assert [row["id"] for row in rows] == ["foreword", "cells", "t-cells", "care-when-to-call"]
    assert rows[2] == {
        "id": "t-cells",
        "title": "T cells",
        "depth": 1,
        "pack": "good",
        "language": "en",
    }


def test_without_a_pack_it_is_the_handbook(reader: "Reader") -> None:
    rows = reader("contents", "--json").json
    assert rows[0]["id"] == "what-immunotherapy-is"
    assert {row["pack"] for row in rows} == {"immunotherapy"}


def test_another_language_falls_back_where_it_lacks_something(reader: "Reader", good: Path) -> None:
    rows = reader("contents", "--json", "--lang", "es", "--pack", good).json
    titles = {row["id"]: (row["title"], row["language"]) for row in rows}
    assert titles["cells"] == ("Células", "es")
    assert titles["t-cells"] == ("T cells", "en")


def test_several_packs_in_the_order_given(reader: "Reader", good: Path) -> None:
    handbook = resource("packs", "immunotherapy")
    for arguments in (
        ("--pack", good, "--pack", handbook, "contents", "--json"),
        ("contents", "--json", "--pack", good, "--pack", handbook),
        ("--pack", good, "contents", "--json", "--pack", handbook),
    ):
        packs = [row["pack"] for row in reader(*arguments).json]
        assert list(dict.fromkeys(packs)) == ["good", "immunotherapy"]


def test_define_says_all_about_a_term(reader: "Reader") -> None:
    lines = reader("define", "aldesleukin").out.splitlines()
    assert lines[0] == "aldesleukin (al-des-LOO-kin)"
    assert lines[1].startswith("Aldesleukin is")
    assert lines[2].startswith("Also called: ")
    assert "IL-2" in lines[2]
    assert lines[3].startswith("Related: ")


@pytest.mark.parametrize("name", [("t-cell",), ("T", "Cells"), ("T CELL",)])
def test_define_finds_a_term_by_any_name(
    reader: "Reader", good: Path, name: tuple[str, ...]
) -> None:
    assert reader("define", "--json", "--pack", good, *name).json == {
        "id": "t-cell",
        "term": "T cell",
        "aliases": [],
        "say": "TEE sel",
        "definition": "A cell that looks for sick cells.",
        "see": ["cell"],
    }


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_unknown_term_offers_the_nearest(reader: "Reader", options: tuple[str, ...]) -> None:
    line = reader("define", "antibodie", *options).refused(1)
    assert "antibodie" in line
    assert "antibody" in line


@pytest.mark.parametrize("name", ["banana", "nausea", "heartt", "mouse"])
def test_nothing_is_offered_for_what_is_like_no_term(reader: "Reader", name: str) -> None:
    assert "Did you mean" not in reader("define", name).refused(1)


@pytest.mark.parametrize(
    ("name", "meant"), [("lymfocyte", "lymphocyte"), ("blood", "blood clot"), ("tcel", "T cell")]
)
def test_a_slip_or_the_beginning_of_a_word_is_understood(
    reader: "Reader", name: str, meant: str
) -> None:
    assert meant in reader("define", name).refused(1)


@pytest.mark.parametrize("option", [("--section", "types"), ("--profile", "here")])
def test_what_only_the_window_understands_is_refused_by_commands(
    reader: "Reader", option: tuple[str, str]
) -> None:
    line = reader(*option, "contents").refused(2)
    assert option[0] in line
    assert "without a command" in line


@pytest.mark.parametrize(
    ("shape", "beginning"),
    [((), "What are cells?\nA cell is"), (("--text",), "What are cells?"), (("--html",), "<h1")],
)
def test_a_section_in_each_shape(
    reader: "Reader", good: Path, shape: tuple[str, ...], beginning: str
) -> None:
    assert reader("section", "cells", *shape, "--pack", good).out.startswith(beginning)


def test_a_section_as_json(reader: "Reader", good: Path) -> None:
    section = reader("section", "good/cells", "--json", "--pack", good).json
    assert list(section) == [
        "id",
        "title",
        "pack",
        "language",
        "summary",
        "text",
        "html",
        "headings",
        "sources",
        "checked",
        "due",
        "clinical_review",
    ]
    assert section["title"] == "What are cells?"
    assert section["headings"] == [
        {"level": 1, "text": "What are cells?", "anchor": "cells", "block": "top"}
    ]
    assert section["sources"] == [
        {
            "key": "TXT",
            "publisher": "The tests",
            "title": "A made-up page",
            "date": "2025-06",
            "seen": "2026-11",
            "address": "",
            "second_hand": False,
        }
    ]
    assert (section["checked"], section["clinical_review"]) == ("2026-11-24", "")


def test_what_is_wrong_is_one_line(reader: "Reader", good: Path, tmp_path: Path) -> None:
    assert "typs" in reader("section", "typs").refused(2)
    assert "nowhere" in reader("contents", "--pack", tmp_path / "nowhere").refused(2)
    (tmp_path / "empty").mkdir()
    assert "empty" in reader("contents", "--pack", tmp_path / "empty").refused(2)
    assert reader("read").code == 2
    assert reader("define").code == 2
    assert "nowhere" in reader("--pack", tmp_path / "nowhere", "contents").refused(2)


@pytest.mark.parametrize(
    "options",
    [
        ("--section", "typs", "--lang", "ES", "--profile", "own"),
        ("--section=typs", "--lang=ES", "--profile=own"),
        ("--prof", "own", "--sec", "typs"),
    ],
)
def test_the_window_understands_its_options_however_they_are_written(
    reader: "Reader", good: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    screen = {"QT_QPA_PLATFORM": "offscreen"}
    for packs in (("--pack", good), (f"--pack={good}",)):
        line = reader(*options, *packs, **screen).refused(2)
        assert "typs" in line
    assert (tmp_path / "own").is_dir()


@pytest.mark.parametrize("options", [("--section",), ("--section", "--lang", "es"), ("types",)])
def test_a_slip_in_the_window_s_options_is_wrong_use(
    reader: "Reader", options: tuple[str, ...]
) -> None:
    answer = reader(*options, QT_QPA_PLATFORM="offscreen")
    assert (answer.code, answer.out) == (2, "")
    assert "usage: immuno-reader" in answer.err


def test_version(reader: "Reader") -> None:
    assert reader("--version").out == f"Immuno Reader {__version__}\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_text_is_utf_8_whatever_the_locale(reader: "Reader", good: Path, encoding: str) -> None:
    answer = reader(
        "contents",
        "--lang",
        "es",
        "--pack",
        good,
        LC_ALL="C",
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
    )
    assert "Células" in answer.out


def test_nobody_listening_is_no_fault(start: "Callable[..., subprocess.Popen[str]]") -> None:
    with start("section", "types", "--html") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_a_pack_that_was_edited_is_compiled_anew(reader: "Reader", tmp_path: Path) -> None:
    page = tmp_path / "book" / "page.md"
    page.parent.mkdir()
    (page.parent / "SUMMARY.md").write_text("- [Page](page.md)\n")
    for words in ("Once.", "Once and again."):
        page.write_text(f"# Page\n\n{words}\n")
        assert reader("section", "page", "--pack", page.parent).out == f"Page\n{words}\n"
    page.parent.rename(tmp_path / "away")
    answer = reader("section", "page", "--pack", page.parent)
    assert answer.out == "Page\nOnce and again.\n"
    assert "no pack here" in answer.err


@pytest.mark.parametrize("name", ["PD-1s", "monoclonal antibody's", "monoclonal antibodies\u2019"])
def test_define_finds_plurals_and_possessives(reader: "Reader", name: str) -> None:
    assert reader("define", name, "--json").json["term"] in ("PD-1", "monoclonal antibody")
