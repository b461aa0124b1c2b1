"""What a person does at the reader, by what they see: names, words, keys and the pointer."""

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTextBrowser,
    QWidget,
)

from immuno_reader.app import open_reader
from immuno_reader.assets import resource
from immuno_reader.ui.wiring.preparing import check_freshness
from tests.sight import top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from immuno_reader.identity import Place

_W = TypeVar("_W", bound=QWidget)
RESULTS = "Search results"
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Reader:
    """One person at one window."""

    def __init__(
        self, qtbot: "QtBot", packs: "Sequence[Path]", size: tuple[int, int] | None
    ) -> None:
        self.qtbot = qtbot
        self._has_quit = False
        self._desk = open_reader(packs or (resource("packs", "immunotherapy"),))
        self.window: QMainWindow = self._desk.window
        if size:
            self.window.resize(*size)
        with qtbot.waitSignal(self._desk.window.painted), qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.wait_until_prepared()
        # What is kept is read in another thread; until then Undo has not looked for anything.
        qtbot.waitUntil(lambda: not self.action("Undo").isEnabled())

    # Finding things

    def named(self, kind: type[_W], name: str) -> _W:
        """Return the widget in sight that a screen reader would call so."""
        found = [
            widget
            for widget in self.window.findChildren(kind)
            if widget.accessibleName() == name and widget.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
        return found[0]

    @property
    def page(self) -> QTextBrowser:
        """The text being read."""
        return self.named(QTextBrowser, "Page")

    @property
    def title(self) -> str:
        """The heading of the section on the page."""
        return self.page.document().begin().text()

    @property
    def page_text(self) -> str:
        return self.page.toPlainText()

    @property
    def top_line(self) -> str:
        """The first line of the page that is in sight, at least for the greater part."""
        return top_of(self.page)[1]

    @property
    def top_paragraph(self) -> str:
        """The paragraph of that line."""
        return top_of(self.page)[0]

    @property
    def words_in_sight(self) -> str:
        """The text between the first and the last line of the page that is in sight."""
        viewport = self.page.viewport().rect()
        cursor = self.page.cursorForPosition(viewport.topLeft())
        last = self.page.cursorForPosition(viewport.bottomRight()).position()
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    @property
    def place(self) -> "Place":
        place = self._desk.navigator.place
        assert place is not None
        return place

    @property
    def notice(self) -> str:
        """What the line below the page says, or nothing."""
        labels = self._desk.window.notice.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def action(self, name: str) -> QAction:
        """Return an action of the menus by its words."""
        for action in self.window.findChildren(QAction):
            if action.text().replace("&", "") == name:
                return action
        raise AssertionError(f"no menu says {name!r}")

    # Doing things

    def choose(self, name: str) -> None:
        """Choose from a menu."""
        action = self.action(name)
        assert action.isEnabled(), f"{name!r} is greyed"
        action.trigger()
        QApplication.processEvents()

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_KEYS, *, on: QWidget | None = None
    ) -> None:
        """Press a key where the keyboard is."""
        target = on or QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClicks(target, text)

    def press_button(self, name: str) -> None:
        """Click a button by what a screen reader calls it, or by its words."""
        buttons = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible()
            and name in (button.accessibleName(), button.text().replace("&", ""))
        ]
        assert len(buttons) == 1, f"{len(buttons)} buttons are called {name!r}"
        self.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def open_from_contents(self, title: str) -> None:
        """Click a row of the contents tree."""
        self.click_row(self.named(QAbstractItemView, "Contents"), title)
        self.qtbot.waitUntil(lambda: self.title == title)

    def click_row(self, view: QAbstractItemView, text: str) -> None:
        index = self.row(view, text)
        view.scrollTo(index)
        point = view.visualRect(index).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, _NO_KEYS, point)
        QApplication.processEvents()

    def row(self, view: QAbstractItemView, text: str) -> "QModelIndex":
        for index in _rows(view):
            if index.data() == text:
                return index
        raise AssertionError(f"no row says {text!r}; there are {[i.data() for i in _rows(view)]}")

    def rows(self, view: QAbstractItemView) -> list[str]:
        """Return what the rows of a list or tree say."""
        return [str(index.data()) for index in _rows(view)]

    def word_rect(self, text: str) -> QRect:
        """Scroll a word of the page into sight, and return where it is on the viewport."""
        return text_rect(self.page, text)

    def click_word(self, text: str) -> None:
        """Click the first occurrence of some words on the page."""
        point = self.word_rect(text).center()
        self.qtbot.mouseClick(self.page.viewport(), Qt.MouseButton.LeftButton, _NO_KEYS, point)
        QApplication.processEvents()

    def rest_on_word(self, text: str) -> None:
        """Move the pointer to some words and leave it there."""
        viewport = self.page.viewport()
        rect = self.word_rect(text)
        self.qtbot.mouseMove(viewport, QPoint(1, 1))
        self.qtbot.mouseMove(viewport, rect.center())

    def select_words(self, text: str) -> None:
        """Drag over some words of the page."""
        rect = self.word_rect(text)
        viewport, left = self.page.viewport(), Qt.MouseButton.LeftButton
        start, end = QPoint(rect.left(), rect.center().y()), QPoint(rect.right(), rect.center().y())
        self.qtbot.mousePress(viewport, left, _NO_KEYS, start)
        self.qtbot.mouseMove(viewport, (start + end) / 2)
        self.qtbot.mouseMove(viewport, end)
        self.qtbot.mouseRelease(viewport, left, _NO_KEYS, end)
        assert self.page.textCursor().selectedText() == text

    def scroll_to(self, share: float) -> None:
        """Drag the scroll bar to a share of the page, once it knows how long that is."""
        page, bar = self.page, self.page.verticalScrollBar()
        longest = max(0, page.document().size().height() - page.viewport().height())
        self.qtbot.waitUntil(lambda: abs(bar.maximum() - longest) <= 1)
        bar.setValue(round(bar.maximum() * share))
        QApplication.processEvents()

    # Menus that open below a button

    @property
    def menu(self) -> list[str]:
        """What the menu that is open offers, or nothing."""
        opened = QApplication.activePopupWidget()
        actions = opened.actions() if isinstance(opened, QMenu) else []
        return [action.text().replace("&&", "&") for action in actions]

    @property
    def menu_row(self) -> str:
        """The row of the open menu that the keyboard is on."""
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu), "no menu is open"
        return opened.activeAction().text().replace("&&", "&")

    # Searching

    @property
    def search_field(self) -> QLineEdit:
        return self.named(QLineEdit, "Search this book")

    @property
    def is_searching(self) -> bool:
        """Whether search results stand where the tabs were."""
        results = self.window.findChildren(QAbstractItemView)
        return any(one.isVisible() and one.accessibleName() == RESULTS for one in results)

    @property
    def results(self) -> QAbstractItemView:
        return self.named(QAbstractItemView, RESULTS)

    @property
    def found(self) -> list[str]:
        """What the rows under the search field say; nothing while there are none."""
        return self.rows(self.results) if self.is_searching else []

    @property
    def chosen(self) -> str | None:
        """The row under the search field that is chosen."""
        index = self.results.currentIndex()
        return str(index.data()) if index.isValid() else None

    def search(self, typed: str, *, until: str) -> None:
        """Ask for the field by key, type, and wait until a row says something."""
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert self.search_field.hasFocus()
        self.type(typed)
        self.wait_for_row(until)

    def wait_for_row(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.found)

    def walk_to(self, text: str) -> None:
        """Press Down until a row is chosen."""
        reached = self.walk(Qt.Key.Key_Down, until=text)
        assert reached[-1:] == [text], f"no row {text!r} was reached, but {reached}"

    def walk(self, key: Qt.Key, *, until: str = "") -> list[str]:
        """Press a key until it leads no further, or to a row; return the rows it led to."""
        reached: list[str] = []
        while True:
            before = self.results.currentIndex().row()
            self.press(key)
            if self.results.currentIndex().row() == before or self.chosen is None:
                return reached
            reached.append(self.chosen)
            if self.chosen == until:
                return reached

    # The card

    @property
    def card(self) -> QWidget | None:
        """The glossary card, if it is open."""
        card = self._desk.card.made
        return card if card and card.isVisible() else None

    def card_text(self) -> str:
        assert self.card is not None, "no card is open"
        return " ".join(
            [self.card.accessibleName()]
            + [text.toPlainText() for text in self.card.findChildren(QTextBrowser)]
        )

    def click_in_card(self, text: str) -> None:
        assert self.card is not None, "no card is open"
        (browser,) = self.card.findChildren(QTextBrowser)
        point = text_rect(browser, text).center()
        self.qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, _NO_KEYS, point)
        QApplication.processEvents()

    # Coming and going

    def wait_until_prepared(self) -> None:
        """Wait until the whole book is there."""
        self.qtbot.waitUntil(
            lambda: (
                self._desk.library.library is not None
                and not self._desk.library.library.is_partial
                and not self._desk.preparing.is_running
            ),
            timeout=30_000,
        )

    def check_freshness(self) -> None:
        """Do what the program does a moment after its window is painted."""
        check_freshness(self._desk)

    def quit(self) -> None:
        """Close the window and what is behind it; nobody is asked whether that may be."""
        if self._has_quit:
            return
        self._has_quit = True
        self._desk.window.close_unasked()
        self._desk.shelf().close()
        self._desk.library.close()
        # Windows that are only hidden would be dressed anew with each change of the look.
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def text_rect(browser: QTextBrowser, text: str) -> QRect:
    """Scroll some words into sight and return their rectangle on the viewport."""
    exactly = QTextDocument.FindFlag.FindCaseSensitively
    found = browser.document().find(text, options=exactly)
    assert not found.isNull(), f"{text!r} is not in the text"
    bar, height = browser.verticalScrollBar(), browser.viewport().height()
    start = QTextCursor(found)
    start.setPosition(found.selectionStart())
    top = browser.cursorRect(start).top()
    if not 0 <= top < height - 40:
        bar.setValue(bar.value() + top - height // 3)
        QApplication.processEvents()
    end = QTextCursor(found)
    end.setPosition(found.selectionEnd())
    first, last = browser.cursorRect(start), browser.cursorRect(end)
    if last.top() != first.top():  # it wraps: the part on the first line will do
        return QRect(first.topLeft(), first.bottomRight() + QPoint(30, 0))
    return QRect(first.topLeft(), last.bottomRight())


def _rows(view: QAbstractItemView) -> "Iterable[QModelIndex]":
    model = view.model()
    waiting = [model.index(row, 0) for row in reversed(range(model.rowCount()))]
    while waiting:
        index = waiting.pop()
        yield index
        below = reversed(range(model.rowCount(index)))
        waiting += [model.index(row, 0, index) for row in below]
