"""The buttons that are offered beside selected words, and how they fit into little room."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from immuno_reader.identity import COLOURS
from immuno_reader.ui.swatches import Swatch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from immuno_reader.ui.theme import Icons, Look

_LEAST_TARGET_PX = 32
RIM_PX = 4
"""Room around the bar for its shadow."""
_RADIUS_PX = 8


class Shape(NamedTuple):
    """A way to lay the buttons."""

    rows: int
    """One, two or three."""
    has_words: bool
    is_small: bool = False
    """Whether the buttons are as at 100 %, however large the text."""


SHAPES = tuple(
    Shape(rows, has_words=words)
    for words, most in ((True, 2), (False, 3))
    for rows in range(1, most + 1)
)
"""The easier to read the earlier it comes."""
SMALL_SHAPES = tuple(Shape(rows, has_words=False, is_small=True) for rows in (1, 2, 3))
"""For a pane that has no room for any of those."""
_ROW_OF_THREE = 3


class Offers(QWidget):
    """Lays out the buttons: four colours, and what else can be done with words.

    Signals:
        highlight_requested: the words are to be marked: the colour's name.
        note_requested: something is to be written about them.
        look_up_requested: they are to be explained.
        copy_requested: they are to be copied.
        read_aloud_requested: they are to be heard.
        asked: one of these is about to be told of.
        changed: the buttons have other sizes, or are others.
    """

    highlight_requested = Signal(str)
    note_requested = Signal()
    look_up_requested = Signal()
    copy_requested = Signal()
    read_aloud_requested = Signal()
    asked = Signal()
    changed = Signal()

    def __init__(
        self,
        look: "Look",
        icons: "Icons",
        parent: QWidget,
        keys: "Mapping[str, str] | None" = None,
    ) -> None:
        """Make the buttons.

        Args:
            look: the theme and text size.
            icons: icons in the colours of the theme.
            parent: what they lie over.
            keys: the shortcuts to be told, by ``highlight``, ``note``, ``look_up``, ``copy`` and
                ``read_aloud``.
        """
        super().__init__(parent)
        self.setAccessibleName(self.tr("With the selected words"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        keys = keys or {}
        self._highlight = self._button("highlight", self.tr("Highlight"), keys.get("highlight", ""))
        self._swatches = [Swatch(name, self.tr("Highlight in {0}"), self) for name in COLOURS]
        asked: tuple[tuple[str, str, str, SignalInstance], ...] = (
            ("written", self.tr("Note"), "note", self.note_requested),
            ("search", self.tr("Look up"), "look_up", self.look_up_requested),
            ("copy", self.tr("Copy"), "copy", self.copy_requested),
            ("speaker", self.tr("Read aloud"), "read_aloud", self.read_aloud_requested),
        )
        self._others = []
        for icon, name, key, signal in asked:
            button = self._button(icon, name, keys.get(key, ""))
            button.clicked.connect(partial(self._ask, signal))
            self._others.append(button)
        self._highlight.clicked.connect(lambda: self._ask_highlight(self.colour))
        for swatch in self._swatches:
            swatch.setCheckable(True)
            swatch.chosen.connect(self._ask_highlight)
        self._can_read_aloud = True
        self._shape = SHAPES[0]
        self.set_colour(COLOURS[0])
        self.set_look(look, icons)

    def _button(self, icon: str, name: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(icon)
        button.setText(name)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})" if keys else name)
        # A click leaves the keyboard with the text.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    # What it offers

    @property
    def colour(self) -> str:
        """The colour that was used last, which Highlight takes."""
        return next(swatch.colour for swatch in self._swatches if swatch.isChecked())

    def set_colour(self, colour: str) -> None:
        """Have Highlight take a colour; each stays in its place, where a hand finds it again."""
        for swatch in self._swatches:
            swatch.setChecked(swatch.colour == colour)

    def set_can_read_aloud(self, can: bool) -> None:  # noqa: FBT001  it is all that it says
        """Offer to read aloud only where there is a voice."""
        self._can_read_aloud = can
        self.changed.emit()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take on another theme or text size."""
        self._look = look
        for button in (self._highlight, *self._others):
            button.setIcon(icons.icon(button.objectName()))
            button.setIconSize(QSize(look.icon_px, look.icon_px))
            button.setFont(look.font(look.chrome_px))
        for swatch in self._swatches:
            swatch.set_look(look)
        self.changed.emit()
        self.update()

    def take_focus(self) -> bool:
        """Take the keyboard, if the bar is there; return whether it was."""
        if self.isVisible():
            self.stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.isVisible()

    def _ask(self, signal: "SignalInstance") -> None:
        self.asked.emit()
        signal.emit()

    def _ask_highlight(self, colour: str) -> None:
        self.asked.emit()
        self.set_colour(colour)
        self.highlight_requested.emit(colour)

    # Their places

    def _rows(self, shape: Shape) -> "list[list[QWidget]]":
        others: list[QWidget] = list(self._others if self._can_read_aloud else self._others[:-1])
        marking: list[QWidget] = [self._highlight, *self._swatches]
        match shape.rows:
            case 1:
                return [marking + others]
            case 2:
                return [marking, others]
            case _:
                parts, length = marking + others, _ROW_OF_THREE
                return [parts[at : at + length] for at in range(0, len(parts), length)]

    def _part_size(self, part: QWidget, shape: Shape) -> QSize:
        look = self._look._replace(percent=100) if shape.is_small else self._look
        if isinstance(part, Swatch):
            part.set_look(look)
        elif isinstance(part, QToolButton):
            part.setIconSize(QSize(look.icon_px, look.icon_px))
            styles = Qt.ToolButtonStyle
            words = (
                styles.ToolButtonTextBesideIcon if shape.has_words else styles.ToolButtonIconOnly
            )
            part.setToolButtonStyle(words)
        return part.sizeHint().expandedTo(QSize(_LEAST_TARGET_PX, _LEAST_TARGET_PX))

    def size_of(self, shape: Shape) -> QSize:
        """Return what room all the buttons take in a shape."""
        pad, gap = self._pad_px, self._look.space(0.5)
        sizes = [[self._part_size(part, shape) for part in row] for row in self._rows(shape)]
        width = max(sum(size.width() + gap for size in row) - gap for row in sizes)
        heights = [max(size.height() for size in row) for row in sizes]
        between = self._look.space(2) if shape.rows == 1 else 0
        return QSize(width + between + 2 * pad, sum(heights) + gap * (len(heights) - 1) + 2 * pad)

    @property
    def _pad_px(self) -> int:
        return RIM_PX + self._look.space(1)

    def arrange(self, shape: Shape) -> None:
        """Put the buttons in their places for a shape."""
        self._shape = shape
        pad, gap = self._pad_px, self._look.space(0.5)
        width, y = self.size_of(shape).width(), pad
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        before: QWidget | None = None
        for row in self._rows(shape):
            x, height = pad, max(self._part_size(part, shape).height() for part in row)
            for part in row:
                size = self._part_size(part, shape)
                if shape.rows == 1 and part is self._others[0]:
                    x += self._look.space(2)
                left = width - x - size.width() if is_mirrored else x
                part.setGeometry(left, y + (height - size.height()) // 2, *size.toTuple())
                x += size.width() + gap
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
            y += height + gap
        self._others[-1].setVisible(self._can_read_aloud)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet under the buttons, and a line between marking and the rest."""
        theme, rim = self._look.theme, RIM_PX
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 24 if theme.is_dark else 12))
        for step in range(rim, 0, -1):
            radius = _RADIUS_PX + step
            painter.drawRoundedRect(sheet.adjusted(-step, -step, step, step), radius, radius)
        painter.setBrush(QColor(theme.card))
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
        if self._shape.rows == 1:
            marked, first = self._swatches[-1].geometry(), self._others[0].geometry()
            x = (max(marked.left(), first.left()) + min(marked.right(), first.right())) / 2
            inset = self._look.space(2)
            painter.setPen(QPen(QColor(theme.rule), 1))
            painter.drawLine(QPointF(x, sheet.top() + inset), QPointF(x, sheet.bottom() - inset))
        painter.end()

    # The keyboard

    @property
    def stops(self) -> list[QAbstractButton]:
        """The buttons in the order in which the keyboard walks them."""
        marked: Sequence[QAbstractButton] = (self._highlight, *self._swatches, *self._others)
        return [button for button in marked if not button.isHidden()]

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the buttons has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @property
    def focused(self) -> int:
        """The number of the stop that has the keyboard; -1 for none."""
        focus = QApplication.focusWidget()
        return next((at for at, stop in enumerate(self.stops) if stop is focus), -1)

    def walk(self, key: Qt.Key) -> bool:
        """Walk the buttons with the arrows, or press one with Enter; return whether it was that.

        By themselves the buttons would take arrows for Tab, and Enter for nothing.
        """
        stops, at = self.stops, self.focused
        step = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        to = {
            Qt.Key.Key_Right: at + step,
            Qt.Key.Key_Left: at - step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(stops) - 1,
        }.get(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            stops[at].click()
        elif to is not None:
            stops[to % len(stops)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True
