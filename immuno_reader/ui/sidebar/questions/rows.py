"""How the rows of the list of questions are laid out and drawn."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from immuno_reader.ui.rows import RowState, ground, paint_ground, paint_lines, wrapped
from immuno_reader.ui.sidebar.questions.editor import Editor, Field

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId
    from immuno_reader.shelf.question import Question
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.questions.model import QuestionsModel
    from immuno_reader.ui.theme import Icons, Look

_LEAST_TARGET_PX = 24
"""The smallest that a target for the pointer may be (WCAG 2.5.8)."""
_NO_END = 10_000
"""Lines: nothing of a question or an answer is ever cut."""

Part = Literal["tick", "text", "answer", "write", "page", "delete"]


class _Block(NamedTuple):
    """Lines of one kind in a row."""

    part: Part
    lines: list[str]
    box: QRect
    """Where they stand in a row that begins at the top."""


class QuestionRows(QStyledItemDelegate):
    """Draws the rows, tells their parts apart, and puts the editor in its place.

    Signals:
        written: something was typed: the question, the field, the words, and whether they are
            the first of this writing.
        closed: nothing is written any more.
    """

    written = Signal(str, str, str, bool)
    closed = Signal()

    def __init__(
        self, view: QListView, model: "QuestionsModel", look: "Look", icons: "Icons"
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._field: Field = "text"
        self._editor: Editor | None = None
        self._offered: ItemId | None = None
        """At which question writing an answer is offered."""
        self._room: tuple[ItemId, Field, int] | None = None
        """How high an editor was that has closed, until its row may shrink."""
        self.pointer = QPoint(-1, -1)
        self.set_look(look, icons)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        theme, side = look.theme, look.icon_px
        self._look = look
        self._plain = look.font(look.chrome_px)
        self._small = look.font(round(look.chrome_px * 0.92))
        self._ticked = icons.pixmap("ticked", side, theme.accent)
        self._unticked = icons.pixmap("unticked", side, theme.ink)
        self._delete = icons.pixmap("delete", side, theme.quiet)
        self._delete_hot = icons.pixmap("delete", side, theme.danger)
        self._write = icons.pixmap("rename", side, theme.accent)
        self._page = icons.pixmap("headings", side, theme.quiet)

    # Layout

    @property
    def _target_px(self) -> int:
        return max(_LEAST_TARGET_PX, self._look.icon_px + self._look.space(2))

    def _tick_box(self, row: QRect) -> QRect:
        inner, gap = ground(row, self._look), self._look.space(1)
        box = QRect(inner.left() + gap, inner.top() + gap, self._target_px, self._target_px)
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def _delete_box(self, row: QRect) -> QRect:
        inner, gap, side = ground(row, self._look), self._look.space(1), self._target_px
        box = QRect(inner.right() - side - gap, inner.top() + gap, side, side)
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def _blocks(self, index: "Index", row: QRect) -> list[_Block]:
        """Return what stands in a row, one below the other."""
        look, question = self._look, self._model.question(index)
        inner = ground(row, look)
        left = inner.left() + self._target_px + look.space(2.5)
        width = inner.right() - self._target_px - look.space(2) - left
        wide = inner.right() - look.space(2) - left
        found: list[_Block] = []
        top = row.top() + look.space(1) + 1
        top += max(0, (self._target_px - QFontMetrics(self._plain).lineSpacing()) // 2)

        def stack(part: Part, text: str, font: QFont, room: int, inset: int = 0) -> None:
            nonlocal top
            edited = self._edited_px(question.id, part)
            is_open = edited and self._editor is not None
            lines = [] if is_open else _all_lines(text, font, room - inset)
            high = edited or len(lines) * QFontMetrics(font).lineSpacing()
            if part in ("write", "page"):
                high = max(high, _LEAST_TARGET_PX, look.icon_px)
            box = QRect(left + inset, top, room - inset, high)
            found.append(
                _Block(part, lines, QStyle.visualRect(self._view.layoutDirection(), row, box))
            )
            top += high + look.space(1)

        stack("text", question.text, self._plain, width)
        icon = look.icon_px + look.space(1)
        if question.answer or self._edited_px(question.id, "answer"):
            stack("answer", question.answer, self._small, wide, look.space(2))
        elif question.id == self._offered:
            stack("write", self.tr("Write the answer"), self._small, wide, icon)
        if question.title:
            stack("page", question.title, self._small, wide, icon)
        return found

    def _edited_px(self, id: "ItemId", part: Part) -> int:
        """Return how high an editor is or was; 0 where there is none."""
        editor = self._editor
        room = (editor.id, editor.field, editor.height_px) if editor else self._room
        return room[2] if room and room[:2] == (id, part) else 0

    def settle(self, current: "ItemId | None") -> None:
        """Offer to write an answer at the current question, and shrink what was being written in.

        Only while nothing is pressed: rows must not move away from under the pointer.
        """
        if (self._offered, self._room) != (current, None):
            self._offered, self._room = current, None
            self._view.scheduleDelayedItemsLayout()

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        """Return how high a row is."""
        width = self._view.viewport().width()
        last = self._blocks(index, QRect(0, 0, width, 0))[-1].box
        least = self._target_px + self._look.space(2)
        return QSize(width, max(least, last.bottom() + self._look.space(2.5)))

    def part_at(self, index: "Index", row: QRect, point: QPoint) -> Part | None:
        """Return what of a row is at a point."""
        if self._tick_box(row).contains(point):
            return "tick"
        if self._delete_box(row).contains(point):
            return "delete"
        blocks = self._blocks(index, row)
        icon = self._look.icon_px + self._look.space(1)
        return next(
            (b.part for b in blocks if b.box.adjusted(-icon, 0, icon, 0).contains(point)), None
        )

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        """Draw a row."""
        look, row = self._look, QRect(option.rect)
        question, state = self._model.question(index), RowState.of(option)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_lit = state.is_hovered or is_chosen
        paint_ground(painter, row, look, state._replace(is_hovered=is_lit))
        box = self._tick_box(row)
        inset = (box.width() - look.icon_px) // 2
        tick = self._ticked if question.is_done else self._unticked
        painter.drawPixmap(box.left() + inset, box.top() + inset, tick)
        for block in self._blocks(index, row):
            self._paint_block(painter, block, question)
        if is_lit:
            self._paint_delete(painter, self._delete_box(row))

    def _paint_block(self, painter: QPainter, block: _Block, question: "Question") -> None:
        look, theme, box = self._look, self._look.theme, block.box
        if not block.lines:
            return
        if block.part == "text":
            colour = theme.quiet if question.is_done else theme.ink
            paint_lines(painter, box, block.lines, self._plain, colour)
            return
        if block.part == "answer":
            mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = box.right() + look.space(1) if mirrored else box.left() - look.space(2)
            painter.fillRect(QRect(x, box.top(), look.space(0.75), box.height()), theme.edge)
            paint_lines(painter, box, block.lines, self._small, theme.quiet)
            return
        icon = self._write if block.part == "write" else self._page
        colour = theme.accent if block.part == "write" else theme.quiet
        font = QFont(self._small)
        font.setUnderline(box.adjusted(-look.icon_px, 0, 0, 0).contains(self.pointer))
        high = len(block.lines) * QFontMetrics(font).lineSpacing()
        line = QRect(box.left(), box.top() + (box.height() - high) // 2, box.width(), high)
        place = QRect(box.left() - look.icon_px - look.space(1), line.top(), look.icon_px, 0)
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(box.right() + look.space(1))
        up = (look.icon_px - QFontMetrics(font).lineSpacing()) // 2
        painter.drawPixmap(place.left(), place.top() - up, icon)
        paint_lines(painter, line, block.lines, font, colour)

    def _paint_delete(self, painter: QPainter, box: QRect) -> None:
        is_hot = box.contains(self.pointer)
        if is_hot:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self._look.theme.danger))
            painter.setBrush(QColor(self._look.theme.danger_soft))
            painter.drawRoundedRect(box, self._look.space(1), self._look.space(1))
            painter.restore()
        icon = self._delete_hot if is_hot else self._delete
        inset = (box.width() - self._look.icon_px) // 2
        painter.drawPixmap(box.left() + inset, box.top() + inset, icon)

    # Writing

    def write_next(self, field: Field) -> None:
        """Let what is edited next be the question or its answer."""
        self._field = field

    @property
    def editor(self) -> Editor | None:
        """Where something is being written now."""
        return self._editor

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: "Index"
    ) -> QWidget:
        """Make the field in which a question or an answer is written."""
        question = self._model.question(index)
        is_answer = self._field == "answer"
        editor = Editor(question, self._field, self._small if is_answer else self._plain, parent)
        said = self.tr("Answer to: {0}").format(question.text)
        editor.setAccessibleName(said if is_answer else self.tr("Question"))
        editor.paused.connect(lambda: self._keep(editor))
        editor.finished.connect(lambda: self._finish(editor))
        editor.grown.connect(self._view.scheduleDelayedItemsLayout)
        self._editor = editor
        self._view.scheduleDelayedItemsLayout()
        return editor

    def destroyEditor(self, editor: QWidget, index: "Index") -> None:
        """Have the row as it was, once the pointer is not pressed on another."""
        if isinstance(editor, Editor) and editor is self._editor:
            self._room = (editor.id, editor.field, editor.height_px)
            self._editor = None
            self.closed.emit()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: "Index") -> None:
        """Leave the editor with what is being typed."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: "Index") -> None:
        """Say what was typed; the shelf decides what becomes of it."""
        if isinstance(editor, Editor):
            self._keep(editor)

    def keep(self) -> None:
        """Say what has been typed so far."""
        if self._editor is not None:
            self._keep(self._editor)

    def _keep(self, editor: Editor) -> None:
        index = self._model.index_of(editor.id)
        if not index.isValid():
            return
        question, text = self._model.question(index), editor.toPlainText()
        is_answer = editor.field == "answer"
        text = text.strip() if is_answer else " ".join(text.split())
        if text != (question.answer if is_answer else question.text) and (text or is_answer):
            self.written.emit(editor.id, editor.field, text, not editor.has_begun)
            editor.has_begun = True

    def _finish(self, editor: Editor) -> None:
        self._keep(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        self._view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the editor itself have the keys; a list would throw away what was typed at Escape."""
        if isinstance(event, QKeyEvent) and isinstance(watched, Editor):
            return False
        return super().eventFilter(watched, event)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: "Index"
    ) -> None:
        """Put the editor where the words stand that are written in it."""
        if isinstance(editor, Editor):
            blocks = self._blocks(index, QRect(option.rect))
            box = next((block.box for block in blocks if block.part == editor.field), QRect())
            editor.setGeometry(box.adjusted(-self._look.space(1.5), 0, 0, 0))


def _all_lines(text: str, font: QFont, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in wrapped(part, font, width, _NO_END)]
