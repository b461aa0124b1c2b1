"""What is kept goes to a file, and what was kept elsewhere comes in after a look at it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QPlainTextEdit,
    QPushButton,
)

from immuno_reader.ui.import_preview import ImportPreview
from immuno_reader.ui.note_card.card import NoteCard

if TYPE_CHECKING:
    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"
PASSAGE = "take the brakes off"
EXPORT, IMPORT = "Export what I keep", "Import from another computer"


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Choose a file in whatever dialog of the system comes."""

    def chosen(file: Path) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(file), ""))

    return chosen


def keep(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_H, CTRL)


def answer(button: str, *, tick: str = "") -> list[str]:
    """Answer the look at a file as soon as it is there; return what it said."""
    said: list[str] = []

    def press() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, ImportPreview):
            QTimer.singleShot(20, press)
            return
        said.append(asked.findChildren(QPlainTextEdit)[0].toPlainText())
        for box in asked.findChildren(QCheckBox):
            box.setChecked(box.isVisible() and box.text() == tick)
        (found,) = (one for one in asked.findChildren(QPushButton) if one.text() == button)
        found.click()

    QTimer.singleShot(20, press)
    return said


@pytest.mark.parametrize("suffix", [".html", ".md", ".csv"])
def test_all_that_is_kept_becomes_a_file_to_take_along(
    reader: "Reader", tmp_path: Path, choose: Callable[[Path], None], suffix: str
) -> None:
    keep(reader)
    choose(tmp_path / f"mine{suffix}")
    reader.choose(EXPORT)
    assert reader.notice == f"Exported to mine{suffix}."
    text = (tmp_path / f"mine{suffix}").read_text(encoding="utf-8-sig")
    assert PASSAGE in text
    assert TYPES in text


def test_a_name_without_a_form_becomes_a_page(
    reader: "Reader", tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    keep(reader)
    choose(tmp_path / "mine")
    reader.choose(EXPORT)
    assert "<html" in (tmp_path / "mine.html").read_text(encoding="utf-8")


def test_what_one_computer_exports_the_other_takes_in_after_a_look(
    start: "Callable[..., Reader]",
    profile: Path,
    tmp_path: Path,
    choose: Callable[[Path], None],
) -> None:
    one = start()
    keep(one)
    choose(tmp_path / "mine.json")
    one.choose(EXPORT)
    one.quit()
    (profile / "bookmarks.json").unlink()
    for copy in (profile / "backups").iterdir():
        copy.unlink()

    other = start()
    other.open_from_contents(TYPES)
    said = answer("Cancel")
    other.choose(IMPORT)
    assert PASSAGE in said[0]
    assert not (profile / "bookmarks.json").exists()
    said = answer("Import")
    other.choose(IMPORT)
    assert other.notice == "1 taken in."
    other.qtbot.waitUntil(lambda: (profile / "bookmarks.json").exists())
    (record,) = json.loads((profile / "bookmarks.json").read_bytes())["annotations"]
    assert PASSAGE in json.dumps(record)
    other.press_button("Undo")
    other.qtbot.waitUntil(
        lambda: json.loads((profile / "bookmarks.json").read_bytes())["annotations"] == []
    )


def test_where_both_have_changed_the_reader_chooses(
    reader: "Reader", profile: Path, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    keep(reader)
    choose(tmp_path / "mine.json")
    reader.choose(EXPORT)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    reader.type("Here")
    reader.press(Qt.Key.Key_Escape)
    file = profile / "bookmarks.json"
    reader.qtbot.waitUntil(file.exists)
    reader.qtbot.waitUntil(lambda: "Here" in file.read_text(encoding="utf-8"))
    said = answer("Import")
    reader.choose(IMPORT)
    assert "differs" in said[0]
    assert "Here" in file.read_text(encoding="utf-8")
    answer("Import", tick="Of those that differ, take what is in the file")
    reader.choose(IMPORT)
    reader.qtbot.waitUntil(lambda: "Here" not in file.read_text(encoding="utf-8"))
    reader.choose("Undo")
    reader.qtbot.waitUntil(lambda: "Here" in file.read_text(encoding="utf-8"))


def test_a_passage_that_another_program_kept_is_found_on_the_page(
    reader: "Reader", tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    record = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://example.org/annotations/1",
        "type": "Annotation",
        "target": {
            "source": "immunotherapy/types",
            "selector": [{"type": "TextQuoteSelector", "exact": PASSAGE}],
        },
    }
    (tmp_path / "theirs.json").write_text(json.dumps([record]), encoding="utf-8")
    choose(tmp_path / "theirs.json")
    reader.open_from_contents(TYPES)
    answer("Import")
    reader.choose(IMPORT)
    assert reader.notice == "1 taken in."
    place = reader.word_rect(PASSAGE).center()

    def has_card() -> bool:  # it is found a moment after it was taken in
        reader.qtbot.mouseClick(reader.page.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return any(card.isVisible() for card in reader.window.findChildren(NoteCard))

    reader.qtbot.waitUntil(has_card)


def test_a_file_of_another_kind_is_said_and_changes_nothing(
    reader: "Reader", tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    (tmp_path / "notes.json").write_text("hello", encoding="utf-8")
    choose(tmp_path / "notes.json")
    reader.choose(IMPORT)
    assert "notes.json" in reader.notice


def test_a_place_that_cannot_be_written_is_said(
    reader: "Reader", tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    (tmp_path / "folder.html").mkdir()
    keep(reader)
    choose(tmp_path / "folder.html")
    reader.choose(EXPORT)
    assert "folder.html could not be written" in reader.notice
