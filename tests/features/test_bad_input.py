"""Whatever a pack holds, the reader opens what can be read, or says in a line why not."""

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader


def write(folder: "Path", **files: str | bytes) -> "Path":
    """Write files named with ``_md`` for ``.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{stem}.{ending}").write_bytes(data)
    return folder


def refused(*arguments: str) -> str:
    """Start the reader for real; return the one line that it says when it will not start."""
    done = subprocess.run(
        [sys.executable, "-m", "immuno_reader", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert "Traceback" not in line
    return line


WITHOUT_CONSOLE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from immuno_reader.cli import main

def read_and_close():
    for window in application.topLevelWidgets():
        if window.isVisible():
            print(*(label.text() for label in window.findChildren(QLabel)), sep="\\n")
            (close,) = window.findChildren(QPushButton)
            close.click()

application = QApplication([])
looks = QTimer(interval=50)
looks.timeout.connect(read_and_close)
looks.start()
sys.stderr = None
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pack", "no-such-pack"), "There is no pack here."),
        (("--section", "checkpoint-inhibitor"), "The nearest are: checkpoint-inhibitors."),
        (("--sections",), "unrecognized arguments: --sections"),
    ],
    ids=["pack", "section", "usage"],
)
def test_without_a_console_a_window_says_why_nothing_starts(
    arguments: tuple[str, ...], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_CONSOLE, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 2
    head, *why = done.stdout.splitlines()
    assert head == "Immuno Reader could not start."
    assert said in " ".join(why)


def test_a_missing_pack_is_named(tmp_path: "Path") -> None:
    assert "no-such-pack" in refused("--pack", str(tmp_path / "no-such-pack"))


def test_a_folder_without_a_book_says_what_is_missing(tmp_path: "Path") -> None:
    assert "SUMMARY.md" in refused("--pack", str(write(tmp_path / "empty", notes_md="# Notes\n")))


def test_a_manifest_that_is_no_yaml_is_named_with_its_line(tmp_path: "Path") -> None:
    pack = write(tmp_path / "pack", pack_yaml="id: a\ntitle: [unclosed\nversion: 1\n")
    line = refused("--pack", str(pack))
    assert "pack.yaml:" in line


def test_an_unknown_section_is_named_with_the_nearest(tmp_path: "Path") -> None:
    line = refused("--section", "checkpoint-inhibitor")
    assert "checkpoint-inhibitor" in line
    assert "checkpoint-inhibitors" in line


def test_a_broken_archive_is_refused(tmp_path: "Path") -> None:
    file = tmp_path / "book.immuno"
    file.write_bytes(b"PK\x03\x04 not a zip at all")
    assert "book.immuno" in refused("--pack", str(file))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_pack_is_named(tmp_path: "Path") -> None:
    pack = write(tmp_path / "pack", SUMMARY_md="- [One](one.md)\n", one_md="# One\n")
    pack.chmod(0)
    assert str(pack) in refused("--pack", str(pack))


def test_what_can_be_read_is_read(start: "Callable[..., Reader]", tmp_path: "Path") -> None:
    book = write(
        tmp_path / "book",
        SUMMARY_md="- [One](one.md)\n- [Gone](gone.md)\n- [Junk](junk.md)\n- [Two](two.md)\n",
        one_md="# One\n\nFirst text.\n",
        junk_md=bytes(range(256)) * 40,
        two_md="---\ntitle: [broken\n---\n# Two\n\nSecond text.\n",
    )
    reader = start(book)
    assert reader.title == "One"
    assert "SUMMARY.md:2" in reader.notice, "the first fault is named with file and line"
    tree = reader.named(QAbstractItemView, "Contents")
    rows = reader.rows(tree)
    assert "Gone" in rows
    reader.click_row(tree, "Junk")
    reader.click_row(tree, rows[-1])
    assert "Second text." in reader.page_text


def test_two_sections_of_one_id_can_both_be_read(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    book = write(
        tmp_path / "book",
        SUMMARY_md="- [One](one.md)\n- [Two](two.md)\n",
        one_md="---\nid: same\n---\n# One\n\nFirst text.\n",
        two_md="---\nid: same\n---\n# Two\n\nSecond text.\n",
    )
    reader = start(book)
    reader.open_from_contents("Two")
    assert "Second text." in reader.page_text


def test_a_section_of_5_mb_opens_and_the_window_stays_live(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    paragraph = "Immune cells travel through the body and look for germs. " * 12 + "\n\n"
    book = write(
        tmp_path / "book",
        SUMMARY_md="- [Long](long.md)\n- [Short](short.md)\n",
        long_md="# Long\n\n" + paragraph * (5_000_000 // len(paragraph)),
        short_md="# Short\n\nA few words.\n",
    )
    reader = start(book)
    assert reader.title == "Long"
    before = time.monotonic()
    reader.scroll_to(0.5)
    reader.open_from_contents("Short")
    assert "A few words." in reader.page_text
    assert time.monotonic() - before < 30, "hung"
    QApplication.processEvents()


def test_a_pack_that_changes_while_it_is_read_is_read_anew(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    book = write(tmp_path / "book", SUMMARY_md="- [One](one.md)\n", one_md="# One\n\nOld words.\n")
    first = start(book)
    assert "Old words." in first.page_text
    first.quit()
    write(book, one_md="# One\n\nQuite new words.\n")
    again = start(book)
    again.check_freshness()
    again.qtbot.waitUntil(lambda: "Quite new words." in again.page_text, timeout=20_000)


def test_a_damaged_library_is_compiled_anew(
    start: "Callable[..., Reader]", shared_cache: "Path", tmp_path: "Path"
) -> None:
    book = write(tmp_path / "book", SUMMARY_md="- [One](one.md)\n", one_md="# One\n\nWords.\n")
    before = set(shared_cache.iterdir())
    start(book).quit()
    made = set(shared_cache.iterdir()) - before
    (file,) = (path for path in made if path.suffix == ".library")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert "Words." in start(book).page_text


@pytest.mark.fault(20)
def test_damaged_settings_are_set_aside_and_the_usual_ones_are_used(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    first = start()
    first.choose("Dark")
    first.quit()
    file = profile / "settings.json"
    damaged = file.read_bytes()[:-9]
    file.write_bytes(damaged)
    again = start()
    assert "settings.json was damaged" in again.notice
    (aside,) = profile.glob("settings-damaged-*.json")
    assert aside.name in again.notice
    assert aside.read_bytes() == damaged
    assert not again.action("Dark").isChecked()
    again.choose("Dark")
    again.quit()
    assert start().action("Dark").isChecked()
