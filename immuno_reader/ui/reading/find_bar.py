"""The bar below the page in which words are typed that are to be found on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from immuno_reader.ui.announcing import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.ui.theme import Icons, Look

_MOST_LETTERS = 1_000
_FIELD_EM = 9
"""Least width of the field: two words."""
_USUAL_COUNT = 999
"""For so many matches there is room, so that nothing moves while one walks them."""
_RESTED_MS = 700
"""How long nothing is typed before the count is spoken; it would interrupt every letter."""


class _Field(QLineEdit):
    """The line to type in.

    Signals:
        step_requested: Enter was pressed: 1, or -1 with Shift.
    """

    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)


class _Tick(QCheckBox):
    """A choice with a box of the reader's own family, which grows with the text."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._icons: Icons | None = None
        self.toggled.connect(self._draw)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        self._icons = icons
        self.setIconSize(QSize(look.icon_px, look.icon_px))
        self._draw()

    def _draw(self) -> None:
        if self._icons is not None:
            self.setIcon(self._icons.icon("ticked" if self.isChecked() else "unticked"))


class FindBar(QFrame):
    """Takes what is to be found, and says how often it is there.

    Signals:
        opened: it has come, or is asked for anew with other words.
        wanted: what is to be found has changed; empty for nothing.
        step_requested: go to the next match with 1, to the one before with -1.
        closed: it has gone, and whether the keyboard goes back to the page.
    """

    opened = Signal()
    wanted = Signal(str)
    step_requested = Signal(int)
    closed = Signal(bool)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make it hidden and empty."""
        super().__init__(parent)
        self.setObjectName("find")
        self.setAccessibleName(self.tr("Find on this page"))
        # However large the text, the bar asks for no more width than there is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._field = _Field(self)
        self._field.setMaxLength(_MOST_LETTERS)
        self._field.setPlaceholderText(self.tr("Find on this page"))
        self._field.setAccessibleName(self.tr("Find on this page"))
        self._previous = _button(self.tr("Previous match"), "Shift+F3", self)
        self._next = _button(self.tr("Next match"), "F3", self)
        self._count = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._case = _Tick(self.tr("Match &case"), self)
        self._whole = _Tick(self.tr("&Whole words"), self)
        self._close = _button(self.tr("Close the find bar"), "Esc", self)
        self._rows = (QHBoxLayout(), QHBoxLayout(), QHBoxLayout())
        column = self._column = QVBoxLayout(self)
        for row in self._rows:
            column.addLayout(row)
        self._wraps = (self.tr("from the end"), self.tr("from the top"))
        self._arranged: Sequence[Sequence[QWidget]] = ()
        self._rest = QTimer(self, singleShot=True, interval=_RESTED_MS)
        self._rest.timeout.connect(self._speak)
        self._field.textChanged.connect(self._want)
        self._case.toggled.connect(self._want)
        self._whole.toggled.connect(self._want)
        self._field.step_requested.connect(self.step_requested)
        self._previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        self._close.clicked.connect(lambda: self.close_bar(return_focus=True))
        self.set_look(look, icons)
        self.show_count(-1, 0)
        self.hide()

    # What is asked for

    @property
    def typed(self) -> str:
        """The words to be found."""
        return self._field.text()

    @property
    def match_case(self) -> bool:
        """Whether capitals and accents make a difference."""
        return self._case.isChecked()

    @property
    def whole_words(self) -> bool:
        """Whether only whole words count."""
        return self._whole.isChecked()

    def open(self, words: str = "") -> None:
        """Take the keyboard, and some words in place of those typed last."""
        if not self.isVisible() or words:
            self.show()
            self.opened.emit()
            with QSignalBlocker(self._field):
                self._field.setText(words or self.typed)
            self._want()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self, *, return_focus: bool) -> None:
        """Go, if it is there; what was typed is there again when it comes back."""
        if self.isVisible():
            self._rest.stop()
            self.hide()
            self.closed.emit(return_focus)

    def _want(self) -> None:
        self.wanted.emit(self.typed)
        self._rest.start()

    # What was found

    def show_count(self, current: int, count: int) -> None:
        """Say how many matches there are, and which is the current one, from 0; -1 for none."""
        self._rest.stop()  # whoever walks on is told by where they come to
        if not self.typed:
            text = ""
        elif not count:
            text = self.tr("Not on this page")
        elif current < 0:
            text = self.tr("{0} on this page").format(count)
        else:
            text = self.tr("{0} of {1}").format(current + 1, count)
        self._count.setText(text)
        for button in (self._previous, self._next):
            button.setEnabled(bool(count))

    def show_wrap(self, *, forward: bool) -> None:
        """Say behind the count that the search went on from the other end of the page."""
        self._count.setText(f"{self._count.text()} \u00b7 {self._wraps[forward]}")

    def _speak(self) -> None:
        if self.isVisible() and self._count.text():
            announce(self, self._count.text())

    # Its shape

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Grow with the text and take the colours of a theme."""
        space = look.space(1)
        self._column.setContentsMargins(4 * space, space, 4 * space, space)
        self._column.setSpacing(space)
        for row in self._rows:
            row.setSpacing(2 * space)
        self._field.setFont(look.font(look.chrome_px))
        self._field_px = look.chrome_px * _FIELD_EM
        for button, name in ((self._previous, "up"), (self._next, "down"), (self._close, "close")):
            button.setIcon(icons.icon(name))
            button.setIconSize(QSize(look.icon_px, look.icon_px))
        for tick in (self._case, self._whole):
            tick.set_look(look, icons)
        usual = self.tr("{0} of {1}").format(_USUAL_COUNT, _USUAL_COUNT)
        texts = [self.tr("Not on this page"), *(f"{usual} \u00b7 {wrap}" for wrap in self._wraps)]
        self._count.setFont(look.font(look.chrome_px))
        metrics = self._count.fontMetrics()
        self._count.setMinimumWidth(max(map(metrics.horizontalAdvance, texts)))
        self._arranged = ()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many rows as the width asks for."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Know the sizes of the parts, which they have only when they are shown."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the parts into as few rows as they fit; what has no room at all is left out."""
        asked, ticks = (self._field, self._previous, self._next), (self._case, self._whole)
        shapes: tuple[Sequence[Sequence[QWidget]], ...] = (
            ((*asked, self._count, *ticks, self._close),),
            ((*asked, self._close), (self._count, *ticks)),
            ((*asked, self._close), (self._count,), ticks),
            ((self._field, self._close), (self._count,)),
        )
        fitting = (shape for shape in shapes if all(self._fits(row) for row in shape))
        shape = next(fitting, shapes[-1])
        if shape == self._arranged:
            return
        self._arranged = shape
        for row in self._rows:
            while row.takeAt(0):
                pass
        for row, parts in zip(self._rows, shape, strict=False):
            for part in parts:
                row.addWidget(part, _STRETCH.get(type(part), 0))
            if not any(type(part) in _STRETCH for part in parts):
                row.addStretch(1)
        for part in (*asked, *ticks):
            part.setVisible(any(part in parts for parts in shape))
        self.updateGeometry()

    def _fits(self, parts: "Sequence[QWidget]") -> bool:
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        gaps = (len(parts) - 1) * self._rows[0].spacing()
        widths = (self._field_px if part is self._field else _least_width(part) for part in parts)
        return sum(widths) + gaps <= room


_STRETCH = {_Field: 3, QLabel: 2}


def _least_width(part: QWidget) -> int:
    return part.minimumWidth() or part.sizeHint().width()


def _button(name: str, keys: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys})")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
