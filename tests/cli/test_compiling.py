"""Preparing a library by command, for a person and for the window."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from immuno_reader.identity import Language
from immuno_reader.library.store import Library

if TYPE_CHECKING:
    from tests.cli.conftest import Reader

ROOT = Path(__file__).parents[2]
NEVER_WHEN_FRESH = {"PySide6", "markdown", "nh3", "yaml", "ahocorasick"}
LIST_MODULES = """
import sys
from immuno_reader.cli import main
code = main(sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache of its own, and return the folder."""
    monkeypatch.setenv("IMMUNO_READER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def news(answer_out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer_out.splitlines()]


def test_compile_tells_what_it_made(reader: "Reader", good: Path, cache: Path) -> None:
    answer = reader("compile", "--pack", good)
    assert answer.code == 0
    assert answer.out.startswith("5 sections and 3 terms")
    assert [file.suffix for file in cache.iterdir()] == [".library"]
    figures = reader("compile", "--json", "--pack", good).json
    assert list(figures) == ["sections", "terms", "links", "seconds"]
    assert figures["sections"] == 5


def test_what_an_author_should_mend_is_told_by_file_and_line(
    reader: "Reader", tmp_path: Path
) -> None:
    (tmp_path / "SUMMARY.md").write_text("- [One](one.md)\n- [Two](two.md)\n")
    (tmp_path / "one.md").write_text("# One\n\nText.\n")
    answer = reader("compile", "--pack", tmp_path)
    assert answer.code == 1
    assert f"{tmp_path / 'SUMMARY.md'}:2: error summary-missing-file " in answer.err
    assert answer.out.startswith("1 sections")
    assert reader("section", "one", "--pack", tmp_path).out == "One\nText.\n"


def test_a_warning_is_told_and_is_no_failure(reader: "Reader", tmp_path: Path) -> None:
    (tmp_path / "SUMMARY.md").write_text("- [One](one.md)\n")
    (tmp_path / "one.md").write_text("# One\n\nA [link]() to nothing.\n")
    answer = reader("compile", "--pack", tmp_path)
    assert ": warning " in answer.err
    assert answer.code == 0


def test_nothing_readable_is_exit_2(reader: "Reader", tmp_path: Path) -> None:
    assert "SUMMARY.md" in reader("compile", "--pack", tmp_path).refused(2)


def test_the_window_hears_of_the_first_text_the_progress_and_the_end(
    reader: "Reader", good: Path, tmp_path: Path
) -> None:
    file = tmp_path / "into" / "book.library"
    events = news(
        reader(
            "compile",
            "--pack",
            good,
            "--into",
            file,
            "--first",
            "good/cells",
            "--lang",
            "es",
            "--progress",
        ).out
    )
    partial, *progress, end = events
    assert progress[-1] == {"done": 5, "total": 5}
    assert list(end) == ["library", "sections", "terms", "links", "seconds", "errors"]
    assert end["library"] == str(file)
    with Library.open(Path(partial["partial"]), Language("es")) as library:
        assert library.is_partial
        assert library.section(library.find_section("cells")).language == "es"
    with Library.open(file) as library:
        assert not library.is_partial


def test_the_window_hears_why_nothing_was_made(reader: "Reader", tmp_path: Path) -> None:
    answer = reader("compile", "--progress", "--pack", tmp_path / "nowhere")
    assert answer.code == 2
    (event,) = news(answer.out)
    assert event["error"]["happened"] == "There is no pack here."
    assert event["error"]["where"] == str(tmp_path / "nowhere")
    assert set(event["error"]) == {"happened", "kept", "advice", "where"}


@pytest.mark.parametrize(
    "command",
    [("contents",), ("define", "cell"), ("section", "cells", "--text"), ("define", "nonsense")],
    ids=" ".join,
)
def test_what_is_fresh_is_read_without_qt_or_markdown(
    reader: "Reader", good: Path, cache: Path, command: tuple[str, ...]
) -> None:
    reader("compile", "--pack", good)
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *command, "--pack", str(good)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
        env={"IMMUNO_READER_CACHE": str(cache)},
    )
    loaded = {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}
    assert "immuno_reader" in loaded
    assert not loaded & NEVER_WHEN_FRESH
    assert "immuno_reader.publishing" not in done.stderr


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2000])


def blot(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100:4000] = b"x" * 3900
    file.write_bytes(content)


def blot_texts(file: Path) -> None:
    """Damage what is read only after the library has been opened."""
    file.write_bytes(file.read_bytes().replace(b"What are cells?", b"What are cults?"))


@pytest.mark.parametrize("spoil", [cut, blot, blot_texts, Path.unlink])
def test_a_damaged_library_is_made_anew(
    reader: "Reader", good: Path, cache: Path, spoil: Callable[[Path], None]
) -> None:
    reader("compile", "--pack", good)
    (file,) = cache.iterdir()
    spoil(file)
    assert reader("section", "cells", "--pack", good).out.startswith("What are cells?")


def test_without_a_cache_folder_the_temporary_one_serves(
    reader: "Reader", good: Path, cache: Path, tmp_path: Path
) -> None:
    cache.write_text("a file where the folder should be")
    (tmp_path / "temporary").mkdir()
    here = {"TMPDIR": str(tmp_path / "temporary")}
    assert reader("section", "cells", "--pack", good, **here).out.startswith("What are cells?")
    (file,) = (tmp_path / "temporary").glob("*/*.library")
    made = file.stat().st_mtime_ns
    assert reader("contents", "--pack", good, **here).code == 0
    assert file.stat().st_mtime_ns == made


def test_a_place_that_takes_no_library_is_replaced_by_the_temporary_one(
    reader: "Reader", good: Path, tmp_path: Path
) -> None:
    (tmp_path / "temporary").mkdir()
    place = tmp_path / "book.library"
    place.mkdir()
    answer = reader(
        "compile",
        "--progress",
        "--pack",
        good,
        "--into",
        place,
        TMPDIR=str(tmp_path / "temporary"),
    )
    library = Path(news(answer.out)[-1]["library"])
    assert library.is_relative_to(tmp_path / "temporary")
    assert Library.open(library).counts.sections == 5


def test_a_full_disk_is_one_line_and_leaves_nothing_behind(
    good: Path, cache: Path, tmp_path: Path
) -> None:
    limits = pytest.importorskip("resource")
    (tmp_path / "temporary").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "immuno_reader", "compile", "--pack", str(good)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
        env={
            "IMMUNO_READER_CACHE": str(cache),
            "TMPDIR": str(tmp_path / "temporary"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        preexec_fn=lambda: limits.setrlimit(limits.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "cannot be saved" in line
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_processes_that_compile_at_once_all_end_with_one_library(
    start: "Callable[..., subprocess.Popen[str]]", good: Path, cache: Path
) -> None:
    processes = [start("section", "cells", "--pack", good) for _ in range(4)]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        assert out.startswith("What are cells?")
    (file,) = cache.iterdir()
    assert Library.open(file).counts.sections == 5


def test_a_compiler_that_is_killed_leaves_what_was_there(
    start: "Callable[..., subprocess.Popen[str]]", reader: "Reader", good: Path, cache: Path
) -> None:
    reader("compile", "--pack", good)
    (file,) = cache.iterdir()
    before = file.read_bytes()
    with start("compile", "--progress", "--pack", good) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
    assert file.read_bytes() == before
    assert reader("section", "cells", "--pack", good).out.startswith("What are cells?")
