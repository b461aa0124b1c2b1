"""The questions that a reader takes to the appointment, as a person meets them."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from immuno_reader.identity import SectionRef
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.sidebar.questions.listing import QuestionList
from immuno_reader.ui.sidebar.questions.model import QuestionsModel

if TYPE_CHECKING:
    from immuno_reader.library.book import SectionEntry
    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.ui.theme import Icons, Look


class QuestionsPanel(QWidget):
    """A field to type a question in, and below it those that there are, or how to get some.

    Signals:
        question_typed: a question is to be kept: its words.
        tick_requested: a question has been asked, or has not after all.
        edit_requested: something was typed: the question, its field (``text`` or ``answer``), the
            words, and whether they are the first of this writing.
        delete_requested: a question is to go.
        move_requested: a question is to stand before another, or last with None.
        section_requested: a page of the book.
        asked_toggled: questions that have been asked are to be shown, or no more.
    """

    question_typed = Signal(str)
    tick_requested = Signal(str, bool)
    edit_requested = Signal(str, str, str, bool)
    delete_requested = Signal(str)
    move_requested = Signal(str, object)
    section_requested = Signal(SectionRef)
    asked_toggled = Signal(bool)

    def __init__(
        self, shelf: "Bookshelf", look: "Look", icons: "Icons", parent: QWidget | None = None
    ) -> None:
        """Show what is on a shelf now; ``refresh`` shows what has become of it."""
        super().__init__(parent)
        self._shelf = shelf
        self._page: SectionEntry | None = None
        self._model = QuestionsModel(self)
        self._list = QuestionList(self._model, look, icons)
        self._field = _NewQuestion()
        self._asked = QCheckBox(self.tr("Show asked questions"))
        self._asked.setChecked(True)
        self._none = QLabel()
        self._none.setObjectName("empty")
        self._none.setTextFormat(Qt.TextFormat.RichText)
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        # Focus before the flags, or Tab would pass over the link.
        self._none.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._top, self._foot = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self._field)
        self._foot.addWidget(self._asked, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._list, 1)
        column.addWidget(self._none, 1)
        column.addLayout(self._foot)
        self.setFocusProxy(self._field)
        self._connect()
        self.set_look(look, icons)
        self.refresh()

    def _connect(self) -> None:
        self._field.returnPressed.connect(self._add)
        self._field.left_downwards.connect(self._list.setFocus)
        self._asked.toggled.connect(self.refresh)
        self._asked.toggled.connect(self._draw_box)
        self._asked.toggled.connect(self.asked_toggled)
        self._none.linkActivated.connect(lambda _: self._open_page())
        for signal, wish in (
            (self._list.tick_requested, self.tick_requested),
            (self._list.edit_requested, self.edit_requested),
            (self._list.delete_requested, self.delete_requested),
            (self._list.move_requested, self.move_requested),
            (self._list.section_requested, self.section_requested),
        ):
            signal.connect(wish)
        self._list.left_upwards.connect(self._field.setFocus)
        self._list.typed.connect(self._go_on_typing)

    @property
    def shows_asked(self) -> bool:
        """Whether questions that have been asked are in the list."""
        return self._asked.isChecked()

    def set_shows_asked(self, *, is_on: bool) -> None:
        """Show the questions that have been asked as well, or only the others."""
        self._asked.setChecked(is_on)

    def refresh(self, *_: object) -> None:
        """Show what the shelf holds now; the cursor stays on its question."""
        questions = self._shelf.questions
        shown = [each for each in questions if self.shows_asked or not each.is_done]
        had_focus = self._list.hasFocus()
        row = self._list.currentIndex().row()
        self._model.show(shown)
        self._asked.setVisible(any(each.is_done for each in questions))
        self._list.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self._say_none(all_asked=bool(questions))
        if shown and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(min(max(row, 0), len(shown) - 1)))
        if had_focus and not shown:
            self._field.setFocus()

    def show_page(self, entry: "SectionEntry | None") -> None:
        """Name the page of the book that has questions to ask, if there is one."""
        self._page = entry
        self.refresh()

    def _say_none(self, *, all_asked: bool) -> None:
        if all_asked:
            self._none.setText(escape(self.tr("You have asked all your questions.")))
            return
        said = self.tr("No questions yet. Type one above and press Enter, to take it along.")
        html = f"<p>{escape(said)}</p>"
        if self._page is not None:
            offer = escape(self.tr("The book has questions that you can add:"))
            link = f'<a href="page" style="color:{self._accent}">{escape(self._page.title)}</a>'
            html += f"<p>{offer} {link}</p>"
        self._none.setText(html)

    def _open_page(self) -> None:
        if self._page is not None:
            self.section_requested.emit(self._page.ref)

    def _go_on_typing(self, letters: str) -> None:
        self._field.setFocus()
        self._field.insert(letters)

    def _add(self) -> None:
        text = " ".join(self._field.text().split())
        if not text:
            return
        self._field.clear()
        self.question_typed.emit(text)
        last = self._model.index(self._model.rowCount() - 1)
        self._list.setCurrentIndex(last)
        self._list.scrollTo(last)
        announce(self._field, self.tr("Question added: {0}").format(text))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._look, self._icons, self._accent = look, icons, look.theme.accent
        font = look.font(look.chrome_px)
        for part in (self._field, self._asked, self._none):
            part.setFont(font)
        self._list.set_look(look, icons)
        self._none.setContentsMargins(look.space(4), look.space(2), look.space(4), 0)
        colours = QPalette(self._none.palette())
        colours.setColor(QPalette.ColorRole.WindowText, QColor(look.theme.ink))
        self._none.setPalette(colours)
        side = look.space(3)
        self._top.setContentsMargins(side, side, side, look.space(2))
        self._foot.setContentsMargins(side, look.space(1), side, look.space(1))
        self._field.setFixedHeight(max(look.space(9), self._field.sizeHint().height()))
        self._asked.setIconSize(QSize(look.icon_px, look.icon_px))
        self._draw_box()
        self._say_none(all_asked=bool(self._shelf.questions))

    def _draw_box(self, *_: object) -> None:
        name = "ticked" if self._asked.isChecked() else "unticked"
        self._asked.setIcon(self._icons.icon(name))


class _NewQuestion(QLineEdit):
    """A line to type a question in."""

    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("Type a question"))
        self.setAccessibleName(self.tr("New question"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the list with Down."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
