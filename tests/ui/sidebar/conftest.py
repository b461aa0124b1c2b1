"""A look, icons, a small book and a window for the panels of the sidebar."""

from typing import Protocol

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import Contents, EntryKind, Pack, SectionEntry
from immuno_reader.ui.theme import Icons, Look, Theme

PACK = PackId("book")
ENGLISH = Language("en")


def row(title: str, depth: int = 0, kind: EntryKind = "section", pack: str = PACK) -> SectionEntry:
    ref = SectionRef(PackId(pack), SectionId(title.lower())) if kind == "section" else None
    return SectionEntry(ref, title, depth, kind, PackId(pack), ENGLISH)


def book(*rows: SectionEntry) -> Contents:
    packs = dict.fromkeys(row.pack for row in rows)
    return Contents(
        tuple(Pack(id, f"The {id}", "1", "", "", "", (ENGLISH,), ENGLISH) for id in packs), rows
    )


@pytest.fixture
def look(typeface: None) -> Look:
    return Look(Theme.load("light"))


@pytest.fixture
def icons(look: Look) -> Icons:
    return Icons(look.theme)


@pytest.fixture
def handbook() -> Contents:
    return book(
        row("Basics", kind="part"),
        row("What"),
        row("Why"),
        row("Treatments", kind="part"),
        row("Types"),
        row("Antibodies", 1),
        row("Bispecific", 2),
        row("Vaccines", 1),
        row("Later", kind="draft"),
    )


class Shows(Protocol):
    def __call__(self, panel: QWidget, width: int = 330) -> None: ...


@pytest.fixture
def show(qtbot: QtBot) -> Shows:
    """Return what puts a panel in an active window."""
    window = QWidget()
    qtbot.addWidget(window)

    def put(panel: QWidget, width: int = 330) -> None:
        panel.setParent(window)
        panel.setGeometry(0, 0, width, 500)
        panel.show()
        window.resize(width, 500)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    return put
