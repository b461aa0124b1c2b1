"""A pane in a window, sections to show in it, and what a person sees and does there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.assets import resource
from immuno_reader.identity import Language, PackId, Place, SectionId, SectionRef
from immuno_reader.library.book import Section, Source
from immuno_reader.library.plain_text import measure
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library
from immuno_reader.ui.reading.pane import Pane
from immuno_reader.ui.reading.pictures import Pictures
from immuno_reader.ui.theme import Icons, Look, Theme, ThemeName, palette
from tests.sight import top_of

REF = SectionRef(PackId("book"), SectionId("page"))
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def section_of(html: str, *, sources: tuple[Source, ...] = (), checked: str = "") -> Section:
    """Return a section as the compiler would make it of sanitised HTML."""
    read = measure(html)
    return Section(
        ref=REF,
        title="Page",
        summary="",
        language=Language("en"),
        html=read.html,
        text=read.text,
        blocks=read.blocks,
        headings=read.headings,
        spoken=read.spoken,
        checked=checked,
        due="",
        sources=sources,
        clinical_review="",
    )


def paragraphs(count: int, words: int = 60) -> str:
    """Return paragraphs that begin with their number."""
    filling = " ".join(("treatment", "helps", "the", "body", "fight")[n % 5] for n in range(words))
    return "".join(f"<p>Number{number} {filling}.</p>" for number in range(count))


TERM = '<a class="term" href="term:book/{0}">{0}</a>'
CALLOUT = (
    '<p>Before it.</p><div class="callout {0}"><p class="callout-title">Title</p>'
    "<p>Inside it.</p><ul><li>An item.</li></ul></div><p>After it.</p>"
)
LINKS = (
    f"<p>{TERM.format('alpha')} then <a href='section:book/other#part'>bravo</a> then "
    '<a href="https://example.org/">charlie</a>.</p>'
    + paragraphs(20)
    + f"<p>{TERM.format('delta')} and {TERM.format('echo')}</p>"
    + paragraphs(20)
    + f"<p>{TERM.format('foxtrot')}</p>"
    + paragraphs(2)
)


@dataclass
class Reading:
    """A person at a pane."""

    pane: Pane
    window: QWidget
    images: dict[str, bytes] = field(default_factory=dict)
    """What the library holds, by key."""
    asked: list[str] = field(default_factory=list)
    """Which pictures were read from the library."""

    def show(self, html: str | Section, place: Place | None = None) -> Section:
        """Show a page, every use of a term marked."""
        section = section_of(html) if isinstance(html, str) else html
        self.pane.show_section(section, place or Place(section.ref), "every")
        QApplication.processEvents()
        return section

    def set_look(self, theme: ThemeName = "light", percent: int = 100) -> Look:
        look = Look(Theme.load(theme), percent)
        self.window.setPalette(palette(look.theme))
        self.pane.set_look(look, Icons(look.theme))
        QApplication.processEvents()
        return look

    def resize(self, width: int, height: int = 700) -> None:
        self.window.resize(width, height)
        QApplication.processEvents()

    # What is to be seen

    def rect(self, words: str) -> QRect:
        """Return where the first of some words stand on the viewport, on one line."""
        found = self.pane.document().find(words, 0)
        assert not found.isNull(), f"{words!r} is not on the page"
        start, end = QTextCursor(found), QTextCursor(found)
        start.setPosition(found.selectionStart())
        end.setPosition(found.selectionEnd())
        return QRect(self.pane.cursorRect(start).topLeft(), self.pane.cursorRect(end).bottomRight())

    def is_in_sight(self, words: str) -> bool:
        return self.pane.viewport().rect().contains(self.rect(words))

    def top_line(self) -> str:
        """Return the text of the first line that is in sight for the most part."""
        return top_of(self.pane)[1]

    def top_paragraph(self) -> str:
        """Return the beginning of that line's paragraph."""
        return top_of(self.pane)[0][:30]

    def picture(self) -> QImage:
        """Return what is painted."""
        return self.pane.viewport().grab().toImage()

    def colours(self, area: QRect) -> set[str]:
        """Return the colours painted in an area of the viewport."""
        image, ratio = self.picture(), self.pane.devicePixelRatioF()
        area = area.intersected(self.pane.viewport().rect())
        return {
            QColor(image.pixel(round(x * ratio), round(y * ratio))).name()
            for x in range(area.left(), area.right() + 1)
            for y in range(area.top(), area.bottom() + 1)
        }

    # What is done

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.pane, key, modifiers)

    def click(self, words: str, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self.pane.viewport(), button, NO_KEYS, self.rect(words).center())

    def drag(self, start: QPoint, end: QPoint) -> None:
        viewport = self.pane.viewport()
        QTest.mousePress(viewport, LEFT, NO_KEYS, start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, LEFT, NO_KEYS, end)

    def point_at(self, words: str) -> None:
        """Move the pointer from a corner to some words."""
        QTest.mouseMove(self.pane.viewport(), QPoint(1, 1))
        QTest.mouseMove(self.pane.viewport(), self.rect(words).center())

    def turn_wheel(self, notches: int, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.turn_wheel_by(120 * notches, modifiers)

    def turn_wheel_by(self, angle: int, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Turn it by eighths of a degree; a touchpad sends many small angles."""
        viewport = self.pane.viewport()
        at = QPointF(viewport.rect().center())
        event = QWheelEvent(
            at,
            QPointF(viewport.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003  Qt's signature
        )
        QApplication.sendEvent(viewport, event)

    def focused(self) -> str:
        """Return the text of the link that the keyboard is on."""
        link = self.pane.focused_link
        if link is None:
            return ""
        cursor = QTextCursor(self.pane.document())
        cursor.setPosition(link.start)
        cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()


class MakesReading(Protocol):
    def __call__(self, width: int = 900, height: int = 700) -> Reading: ...


@pytest.fixture
def make_reading(qtbot: QtBot, typeface: None) -> MakesReading:
    def make(width: int = 900, height: int = 700) -> Reading:
        images: dict[str, bytes] = {}
        asked: list[str] = []

        def read(key: str) -> bytes | None:
            asked.append(key)
            return images.get(key)

        window = QWidget()
        look = Look(Theme.load("light"))
        window.setPalette(palette(look.theme))
        pane = Pane(look, Icons(look.theme), Pictures(read))
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)
        window.resize(width, height)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        pane.setFocus()
        return Reading(pane, window, images, asked)

    return make


@pytest.fixture
def reading(make_reading: MakesReading) -> Reading:
    return make_reading()


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the handbook, compiled."""
    target = tmp_path_factory.mktemp("handbook") / "library.sqlite"
    report = compile_library([resource("packs", "immunotherapy")], target)
    return Library.open(report.library)


SectionOf = Callable[[str], Section]


@pytest.fixture(scope="session")
def handbook_section(handbook: Library) -> SectionOf:
    """Return what finds a section of the handbook by its id."""
    return lambda id: handbook.section(SectionRef(PackId("immunotherapy"), SectionId(id)))
