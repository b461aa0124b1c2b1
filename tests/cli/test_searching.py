"""Searching without a window."""

import os
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from immuno_reader.identity import Language
from immuno_reader.library.searching import Searcher
from immuno_reader.publishing.compiling import compile_library
from tests.library.books import Book, Page, write

if TYPE_CHECKING:
    from tests.cli.conftest import Reader

WORDS = {
    "en": ("T cells", "cell", '"sick cells"', "cel", "hospital", "nothing like it", "cells -t"),
    "es": ("celulas", "célula", "cells", "celulla"),
}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache of its own, and return the folder."""
    monkeypatch.setenv("IMMUNO_READER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def expected(library: Path, language: str, typed: str, *, literally: bool = False) -> Any:  # noqa: ANN401
    """Return what the window would show, in the shape of the command's answer."""
    with Searcher.open(library, Language(language)) as searcher:
        results = searcher.search(typed, literally=literally)
    return {
        "query": typed,
        "corrected": results.corrected or None,
        "results": [
            {
                "kind": hit.kind,
                "id": hit.id,
                "title": hit.title.text,
                "breadcrumb": list(hit.breadcrumb),
                "snippet": hit.snippet.html,
                "why": hit.why,
            }
            for hit in results.hits
        ],
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_answer_is_what_the_window_shows_in_the_same_order(
    reader: "Reader", good: Path, tmp_path: Path, language: str
) -> None:
    library = compile_library([good], tmp_path / "good.library").library
    for typed in WORDS[language]:
        answer = reader("search", "--json", "--lang", language, "--pack", good, "--", typed)
        assert answer.code == 0
        assert answer.json == expected(library, language, typed)


def test_the_shape_of_the_answer(reader: "Reader", good: Path) -> None:
    answer = reader("search", "what", "are", "cells", "--json", "--pack", good).json
    assert list(answer) == ["query", "corrected", "results"]
    assert (answer["query"], answer["corrected"]) == ("what are cells", None)
    for row in answer["results"]:
        assert list(row) == ["kind", "id", "title", "breadcrumb", "snippet", "why"]
        assert row["kind"] in ("term", "section", "passage")
    section = next(row for row in answer["results"] if row["kind"] == "section")
    assert (section["id"], section["title"]) == ("cells", "What are cells?")
    assert section["breadcrumb"] == ["First part"]
    assert re.search("<mark>cells?</mark>", section["snippet"], re.IGNORECASE)


def test_a_correction_is_said_and_can_be_refused(reader: "Reader") -> None:
    found = reader("search", "imunotherapy", "--json").json
    assert found["corrected"] == "immunotherapy"
    assert found["results"][0]["id"] == "immunotherapy"
    assert reader("search", "imunotherapy").out.startswith("Showing results for immunotherapy\n")
    literal = reader("search", "imunotherapy", "--json", "--literally")
    assert (literal.code, literal.json["corrected"], literal.json["results"]) == (0, None, [])


def test_the_reason_is_said(reader: "Reader") -> None:
    first = reader("search", "Keytruda", "--json", "--limit", "1").json["results"]
    assert [(row["kind"], row["id"], row["why"]) for row in first] == [
        ("term", "pembrolizumab", "Keytruda is pembrolizumab")
    ]
    lines = reader("search", "Keytruda", "--limit", "1").out.splitlines()
    assert lines[0] == "pembrolizumab [pembrolizumab] (Keytruda is pembrolizumab)"
    assert len(lines) == 2
    assert lines[1].startswith("    Pembrolizumab is ")
    assert "<mark>" not in lines[1]


def test_in_spanish(reader: "Reader") -> None:
    found = reader("search", "cansado", "--json", "--lang", "es").json["results"]
    assert (found[0]["id"], found[0]["why"]) == ("fatigue", "«cansado»: se llama fatiga")
    assert "daily-life" in [row["id"] for row in found[:3]]


@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_no_more_results_than_asked_for(reader: "Reader", limit: int) -> None:
    every = reader("search", "fever", "--json", "--limit", "1000").json["results"]
    some = reader("search", "fever", "--json", "--limit", str(limit)).json["results"]
    assert some == every[:limit]
    assert len(every) > 3


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", ""])
def test_a_limit_that_is_no_number_is_wrong_use(reader: "Reader", limit: str) -> None:
    answer = reader("search", "fever", f"--limit={limit}")
    assert (answer.code, answer.out) == (2, "")
    assert f"“{limit}” is no number of results" in answer.err


def test_nothing_to_search_for_is_wrong_use(reader: "Reader") -> None:
    assert reader("search").code == 2


def test_nothing_found_is_an_answer(reader: "Reader", good: Path) -> None:
    answer = reader("search", "qqqq", "--pack", good)
    assert (answer.code, answer.out) == (0, "Nothing found for “qqqq”.\n")
    answer = reader("search", "qqqq", "--json", "--pack", good)
    assert (answer.code, answer.json) == (0, {"query": "qqqq", "corrected": None, "results": []})
    answer = reader("search", "lymphocytez", "--literally")
    assert answer.out.splitlines()[1] == "The nearest terms are: lymphocyte"


def test_what_is_not_wanted_may_come_first(reader: "Reader") -> None:
    found = reader("search", "--json", "--limit", "100", "--", "-fever", "rash").json
    assert found["query"] == "-fever rash"
    assert found["results"]
    assert not any("fever" in row["snippet"].lower() for row in found["results"])


@pytest.mark.parametrize("typed", ['"', "NEAR(", "*", "' OR 1=1", "\u202e", "-", "a" * 10_000])
def test_anything_typed_is_answered(reader: "Reader", good: Path, typed: str) -> None:
    answer = reader("search", "--json", "--pack", good, "--", typed)
    assert (answer.code, answer.err, answer.json["query"]) == (0, "", typed)


def test_letters_that_no_encoding_has_are_answered(reader: "Reader", good: Path) -> None:
    typed = os.fsdecode(b"cells \xff")
    answer = reader("search", "--json", "--pack", good, typed)
    assert (answer.code, answer.json["results"][0]["id"]) == (0, "cell")


def spoil_index(library: Path) -> None:
    database = sqlite3.connect(library)
    database.execute("DROP TABLE words")
    database.commit()
    database.close()


def spoil_text(library: Path) -> None:
    content = library.read_bytes()
    assert b"A cell is" in content
    library.write_bytes(content.replace(b"A cell is", b"A bell is"))


def cut(library: Path) -> None:
    library.write_bytes(library.read_bytes()[:-5000])


@pytest.mark.parametrize("spoil", [spoil_index, spoil_text, cut])
def test_a_damaged_library_is_made_anew_and_answers(
    reader: "Reader",
    good: Path,
    cache: Path,
    spoil: Any,  # noqa: ANN401
) -> None:
    right = reader("search", "cell", "--json", "--pack", good)
    (library,) = cache.iterdir()
    spoil(library)
    again = reader("search", "cell", "--json", "--pack", good)
    assert (again.code, again.err, again.out) == (0, "", right.out)
    with Searcher.open(library) as searcher:
        assert searcher.search("cell").hits


def test_a_library_that_was_never_finished_is_not_used(
    reader: "Reader", good: Path, cache: Path
) -> None:
    right = reader("search", "cell", "--json", "--pack", good).out
    (library,) = cache.iterdir()
    part = library.with_name(f"{library.stem}.1-1.part")
    write(part, Book("good", (Page("wrong", "Cell"),)))
    library.unlink()
    assert reader("search", "cell", "--json", "--pack", good).out == right


def test_several_packs_are_searched_together(reader: "Reader", good: Path, tmp_path: Path) -> None:
    book = tmp_path / "clinic"
    book.mkdir()
    (book / "SUMMARY.md").write_text("- [Ward](ward.md)\n")
    (book / "ward.md").write_text("# Ward\n\nCells are counted here.\n")
    found = reader("search", "cells", "--json", "--pack", good, "--pack", book).json["results"]
    assert {"cells", "ward"} <= {row["id"] for row in found}
