"""How the rows under the search field are drawn, and their list."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from immuno_reader.library.results import Hit, Marked
from immuno_reader.ui.commands import Command
from immuno_reader.ui.rows import RowState, dress_rows, ground, paint_ground
from immuno_reader.ui.sidebar.row_list import RowList
from immuno_reader.ui.sidebar.search.lines import Lines
from immuno_reader.ui.sidebar.search.row import PageHeading

if TYPE_CHECKING:
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.search.model import SearchModel
    from immuno_reader.ui.sidebar.search.row import SearchRow, Target
    from immuno_reader.ui.theme import Look

_TITLE_LINES = 3
_WHY_LINES = 3
_SNIPPET_LINES = 3
_TEXT_LINES = 12
_BETWEEN = " \u203a "


class _Piece(NamedTuple):
    """Lines of a row, and where they stand in it."""

    lines: Lines
    left: int
    top: int
    colour: str


class _Shape(NamedTuple):
    """A row, measured."""

    pieces: tuple[_Piece, ...]
    height: int


class _Rows(QStyledItemDelegate):
    """Draws the rows, each of which is measured once for the width that it has."""

    def __init__(self, view: QListView, model: "SearchModel", look: "Look") -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._shapes: dict[tuple[int, int], _Shape] = {}
        model.modelReset.connect(self._shapes.clear)
        self.set_look(look)

    def set_look(self, look: "Look") -> None:
        self._look = look
        self._plain = look.font(look.chrome_px)
        self._bold = look.font(look.chrome_px, bold=True)
        self._link = look.font(look.chrome_px)
        self._link.setUnderline(True)
        self._small = look.font(round(look.chrome_px * 0.9))
        self._group = look.font(round(look.chrome_px * 0.88), bold=True)
        self._shapes.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        return QSize(self._view.viewport().width(), self._shape(index).height)

    def _shape(self, index: "Index") -> _Shape:
        # Always as if there were a scroll bar: one that comes would have all rows measured again.
        bar = self._view.verticalScrollBar().sizeHint().width()
        width = self._view.width() - bar
        key = index.row(), width
        if key not in self._shapes:
            self._shapes[key] = self._measured(self._model.row(index), width)
        return self._shapes[key]

    def _measured(self, row: "SearchRow", width: int) -> _Shape:
        look = self._look
        pad = look.space(3) + row.depth * look.space(4)
        inner = ground(QRect(0, 0, width, 0), look).adjusted(pad, 0, -look.space(3), 0)
        left, room = inner.left(), max(inner.width(), look.chrome_px)
        match row.kind:
            case "group":
                lines = Lines(row.title, self._group, room, 1)
                piece = _Piece(lines, left, look.space(4), look.theme.quiet)
                return _Shape((piece,), look.space(6) + lines.height_px)
            case "text":
                lines = Lines(row.title, self._plain, room, _TEXT_LINES)
                piece = _Piece(lines, left, look.space(2), look.theme.ink)
                return _Shape((piece,), look.space(3) + lines.height_px)
            case "target":
                return self._measured_target(row, left, room)

    def _measured_target(self, row: "SearchRow", left: int, room: int) -> _Shape:
        look, theme, pieces = self._look, self._look.theme, list[_Piece]()
        top = air = look.space(2)
        title_room = room
        if row.aside:
            width = QFontMetrics(self._small).horizontalAdvance(row.aside) + 1
            title_room = max(room - width - look.space(3), room // 3)
            drop = QFontMetrics(self._plain).ascent() - QFontMetrics(self._small).ascent()
            lines = Lines(Marked(row.aside), self._small, width, 1)
            pieces.append(_Piece(lines, left + room - width, top + drop, theme.quiet))
        font = self._bold if isinstance(row.target, Hit) else self._plain
        colour = theme.ink
        if row.is_link:
            font, colour = self._link, theme.accent
        trail = Marked(self._shortened(row.trail, room))
        parts = (
            (row.title, font, title_room, _TITLE_LINES, colour),
            (Marked(row.why), self._small, room, _WHY_LINES, theme.accent),
            (trail, self._small, room, 1, theme.quiet),
            (row.snippet, self._small, room, _SNIPPET_LINES, theme.ink),
        )
        for text, font, width, most, colour in parts:
            if text.text:
                lines = Lines(text, font, width, most, theme.found)
                pieces.append(_Piece(lines, left, top, colour))
                top += lines.height_px + look.space(0.5)
        return _Shape(tuple(pieces), top - look.space(0.5) + air)

    def _shortened(self, trail: tuple[str, ...], room: int) -> str:
        """Return a trail as one line, whose beginning is left out where it is too long."""
        metrics = QFontMetrics(self._small)
        whole = _BETWEEN.join(trail)
        for first in range(1, len(trail)):
            if metrics.horizontalAdvance(whole) <= room:
                break
            whole = _BETWEEN.join(("\u2026", *trail[first:]))
        return whole

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        look, row, rect = self._look, self._model.row(index), QRect(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if row.target is not None:
            paint_ground(painter, rect, look, RowState.of(option, is_marked=is_chosen))
        for lines, left, top, colour in self._shape(index).pieces:
            # Others would be too faint on the ground of the row that is chosen.
            shown = look.theme.ink if is_chosen else colour
            lines.paint(painter, rect.left() + left, rect.top() + top, shown)
        if row.kind == "group":
            inner = ground(rect, look).adjusted(look.space(3), 0, -look.space(3), 0)
            painter.setPen(QColor(look.theme.rule))
            line = rect.bottom() - look.space(1)
            painter.drawLine(inner.left(), line, inner.right(), line)


class SearchList(RowList):
    """The rows. The keyboard stays in the field, which says how to move.

    Signals:
        row_clicked: a row that leads somewhere was clicked.
    """

    row_clicked = Signal(QModelIndex)

    def __init__(self, model: "SearchModel", look: "Look") -> None:
        """Show the rows of a model."""
        super().__init__()
        self.setAccessibleName(self.tr("Search results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = model
        self._rows = _Rows(self, model, look)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.clicked.connect(self._click)
        self.set_look(look)

    def set_look(self, look: "Look") -> None:
        """Take the colours and sizes of a look."""
        self._rows.set_look(look)
        dress_rows(self, look)

    @property
    def chosen(self) -> "SearchRow | None":
        """The row that the reader has moved to."""
        index = self.currentIndex()
        return self._model.row(index) if index.isValid() else None

    def choose_none(self) -> None:
        """Let no row be chosen."""
        self.setCurrentIndex(QModelIndex())

    def choose_first(self) -> None:
        """Choose the first thing found, if what is listed was found by what was typed."""
        self._model.show_rest()
        first = self._first
        if isinstance(self._target(first), Hit | Command | PageHeading):
            self.setCurrentIndex(self._model.index(first))

    def walk(self, key: int) -> bool:
        """Move as a key asks, over the rows that lead somewhere; tell whether it did.

        The first step down leads to the first thing found, and the step up from the first row
        back to the field.
        """
        self._model.show_rest()
        choices, at = self._model.choices, self.currentIndex().row()
        if not choices:
            return False
        match key:
            case Qt.Key.Key_Down:
                wanted = next((row for row in choices if row > at), at) if at >= 0 else self._first
            case Qt.Key.Key_Up:
                wanted = next((row for row in reversed(choices) if row < at), -1)
            case Qt.Key.Key_PageDown:
                wanted = self._row_at_a_page_from(at, choices, down=True)
            case Qt.Key.Key_PageUp:
                wanted = self._row_at_a_page_from(at, choices, down=False)
            case Qt.Key.Key_Home:
                wanted = choices[0]
            case _:
                wanted = choices[-1]
        if wanted == at:
            return False
        self.setCurrentIndex(self._model.index(wanted) if wanted >= 0 else QModelIndex())
        if wanted in (-1, choices[0]):
            self.scrollToTop()  # the headings above it are no rows to move to
        return True

    @property
    def _first(self) -> int:
        """The number of the first thing found, or else of the first row that leads anywhere."""
        choices = self._model.choices
        found = (row for row in choices if isinstance(self._target(row), Hit))
        return next(found, choices[0] if choices else -1)

    def _target(self, number: int) -> "Target | None":
        return self._model.row(self._model.index(number)).target if number >= 0 else None

    def _row_at_a_page_from(self, at: int, choices: tuple[int, ...], *, down: bool) -> int:
        start = self.visualRect(self._model.index(max(at, 0)))
        height = self.viewport().height() - start.height()

        def distance(row: int) -> int:
            return abs(self.visualRect(self._model.index(row)).top() - start.top())

        if down:
            beyond = [row for row in choices if row > at]
            near = [row for row in beyond if distance(row) <= height]
            return near[-1] if near else next(iter(beyond), at)
        before = [row for row in choices if row < at]
        near = [row for row in before if distance(row) <= height]
        return near[0] if near else next(reversed(before), max(at, choices[0]))

    def row_rect(self) -> QRect:
        """Return where the chosen row is, as far as it is in sight, in global coordinates."""
        rect = self.visualRect(self.currentIndex()) & self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _click(self, index: QModelIndex) -> None:
        if self._model.row(index).target is not None:
            self.setCurrentIndex(index)
            self.row_clicked.emit(index)
