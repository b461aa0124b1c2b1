"""What was read and searched for is there again, unless it is to be forgotten."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"
WORK = "Can I work and travel?"


def search(reader: "Reader", typed: str, found: str) -> None:
    """Search, open the first thing found, and clear the field again."""
    reader.search(typed, until=found)
    reader.press(Qt.Key.Key_Return)
    if reader.card is not None:
        reader.press(Qt.Key.Key_Escape)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_Escape)
    assert not reader.is_searching


def recent(reader: "Reader") -> list[str]:
    """Return what the empty field offers."""
    reader.press(Qt.Key.Key_K, CTRL)
    shown = reader.found
    reader.press(Qt.Key.Key_Escape)
    return shown


def session(profile: "Path") -> dict[str, object]:
    values: dict[str, object] = json.loads((profile / "session.json").read_text(encoding="utf-8"))
    return values


def test_searches_and_pages_come_back_on_the_next_visit(start: "Callable[..., Reader]") -> None:
    reader = start()
    reader.open_from_contents(TYPES)
    search(reader, "travel", WORK)
    reader.quit()
    shown = recent(start())
    assert "travel" in shown
    assert TYPES in shown


def test_cleared_history_is_gone_from_the_field_and_the_file(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    reader = start()
    reader.open_from_contents(TYPES)
    search(reader, "travel", WORK)
    reader.choose("Clear history")
    assert not {"travel", TYPES} & set(recent(reader))
    assert not reader.action("Back").isEnabled()
    reader.quit()
    assert session(profile)["searches"] == []
    assert TYPES not in recent(start())


def test_private_use_keeps_nothing(start: "Callable[..., Reader]", profile: "Path") -> None:
    reader = start()
    search(reader, "travel", WORK)
    reader.choose("Private use: keep no history")
    search(reader, "fever", "fever")
    reader.open_from_contents(TYPES)
    assert not {"travel", "fever", TYPES} & set(recent(reader))
    reader.quit()
    kept = session(profile)
    assert (kept["searches"], kept["places"], kept["current"]) == ([], [], None)
    again = start()
    assert again.action("Private use: keep no history").isChecked()
    again.choose("Private use: keep no history")
    search(again, "travel", WORK)
    assert "travel" in recent(again)
