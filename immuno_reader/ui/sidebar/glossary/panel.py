"""The glossary as a person meets it: a field, the terms from A to Z, and a term's page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from immuno_reader.identity import SectionRef, TermRef
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.sidebar.filter_field import FilterField
from immuno_reader.ui.sidebar.glossary.choices import Choices
from immuno_reader.ui.sidebar.glossary.model import GlossaryModel
from immuno_reader.ui.sidebar.glossary.rows import TermList
from immuno_reader.ui.sidebar.glossary.term_view import TermView, goes_back, leaves_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from immuno_reader.library.book import Term, TermName
    from immuno_reader.shelf.word import Word
    from immuno_reader.ui.theme import Icons, Look


class GlossaryPanel(QWidget):
    """All terms from A to Z, and in their place the page of one.

    Signals:
        term_requested: a term was chosen; whoever hears it calls ``show_term``.
        absent_requested: a term that no open book explains was chosen: its name.
        star_requested: a term is to be kept, or no longer.
        forget_requested: that a term was looked up is to be noted no longer.
        section_requested: a link to a section: it, and the heading's anchor or "".
        address_activated: a link to the web, to mail or to a phone.
    """

    term_requested = Signal(TermRef)
    absent_requested = Signal(str)
    star_requested = Signal(TermRef)
    forget_requested = Signal(TermRef)
    section_requested = Signal(SectionRef, str)
    address_activated = Signal(str)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make a panel without terms."""
        super().__init__(parent)
        self._model = GlossaryModel(self)
        self._field = FilterField(self.tr("Filter terms"))
        self._choices = Choices()
        self._is_private = False
        self._list = TermList(self._model, look, icons)
        self._none = QLabel()
        self._none.setObjectName("empty")
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._none.hide()
        self._index = QWidget()
        column = QVBoxLayout(self._index)
        column.setContentsMargins(0, 0, 0, 0)
        self._top = QHBoxLayout()
        self._top.addWidget(self._field)
        column.setSpacing(0)
        column.addLayout(self._top)
        self._below_top = QHBoxLayout()
        self._below_top.addWidget(self._choices)
        column.addLayout(self._below_top)
        column.addWidget(self._list, 1)
        column.addWidget(self._none, 1)
        self._page = TermView(look, icons)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._index)
        self._pages.addWidget(self._page)
        self._connect()
        self.set_look(look, icons)
        self.setFocusProxy(self._field)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._filter)
        self._field.returnPressed.connect(lambda: self._list.open(self._model.index_of(None)))
        self._field.left_downwards.connect(self._list.setFocus)
        self._list.left_upwards.connect(self._field.setFocus)
        self._choices.chosen.connect(self._list_others)
        self._list.term_requested.connect(self.term_requested)
        self._list.absent_requested.connect(self.absent_requested)
        self._list.star_requested.connect(self.star_requested)
        self._list.removal_requested.connect(self._remove)
        self._page.star_requested.connect(self.star_requested)
        self._page.closed.connect(self.show_list)
        self._page.term_requested.connect(self.term_requested)
        self._page.section_requested.connect(self.section_requested)
        self._page.address_activated.connect(self.address_activated)

    def set_names(
        self,
        names: "Iterable[TermName]",
        aliases: "Mapping[TermRef, Sequence[str]] | None" = None,
    ) -> None:
        """List these terms, which come A to Z; what is typed in the field still holds.

        Args:
            names: the terms.
            aliases: the other names by which a term is found.
        """
        self._model.set_names(names, aliases or {})
        self._list.show_rows(self._field.text())
        self._tell_if_none()

    def set_words(self, words: "Sequence[Word]", *, is_private: bool = False) -> None:
        """Know the words that were looked up or starred, the latest first.

        Args:
            words: the words.
            is_private: whether those that are looked up now are not noted.
        """
        self._is_private = is_private
        self._page.set_kept(frozenset(word.term for word in words if word.is_starred))
        if self._model.set_words(words):
            self._list.show_rows(self._field.text())
        self._tell_if_none()

    def show_term(self, term: "Term") -> None:
        """Show a term in place of the list, or of the term that led to it."""
        had_focus = self._has_focus_inside()
        if self._is_at_term:
            self._page.go_deeper(term)
        else:
            self._page.show_term(term)
        self._pages.setCurrentWidget(self._page)
        self.setFocusProxy(self._page)
        if had_focus:
            self._page.setFocus()

    def show_list(self) -> None:
        """Show the list as it was left: the same filter, the same row."""
        had_focus = self._has_focus_inside()
        self._pages.setCurrentWidget(self._index)
        self.setFocusProxy(self._field)
        if had_focus:
            self._list.setFocus()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._field.set_look(look, icons)
        self._list.set_look(look, icons)
        self._choices.set_look(look)
        self._page.set_look(look, icons)
        self._none.setFont(look.font(look.chrome_px))
        self._none.setContentsMargins(look.space(4), look.space(2), look.space(4), 0)
        colours = QPalette(self._none.palette())
        colours.setColor(QPalette.ColorRole.WindowText, QColor(look.theme.ink))
        self._none.setPalette(colours)
        side = look.space(3)
        self._top.setContentsMargins(side, side, side, look.space(1))
        self._below_top.setContentsMargins(side, 0, side, look.space(1))
        self._field.setFixedHeight(max(look.space(9), self._field.sizeHint().height()))

    def event(self, event: QEvent) -> bool:
        """Take Alt+Left for the way back before the window takes it for its own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_at_term
            and (leaves_term(event) or goes_back(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Alt+Left or Backspace, to the list with Escape."""
        if self._is_at_term and leaves_term(event):
            self.show_list()
        elif self._is_at_term and goes_back(event):
            self._page.go_back()
        else:
            super().keyPressEvent(event)

    @property
    def _is_at_term(self) -> bool:
        return self._pages.currentWidget() is self._page

    def _remove(self, ref: TermRef) -> None:
        is_starred = self._choices.choice == "starred"
        (self.star_requested if is_starred else self.forget_requested).emit(ref)

    def _list_others(self, _: str) -> None:
        self._model.set_listed(self._choices.choice)
        self._filter(self._field.text())

    def _filter(self, typed: str) -> None:
        count = self._list.show_rows(typed)
        self._tell_if_none()
        found = self.tr("1 term") if count == 1 else self.tr("{0} terms").format(count)
        said = found if count else self._none.text()
        announce(self._field, said)

    def _tell_if_none(self) -> None:
        typed = " ".join(self._field.text().split())
        own = self._choices.choice != "all"
        is_none = (bool(typed) or own) and not self._model.rowCount()
        if typed:
            self._none.setText(self.tr("No term has \u201c{0}\u201d.").format(typed))
        else:
            self._none.setText(self._none_yet())
        if is_none and self._list.hasFocus():
            self._field.setFocus()  # or Qt would give the keyboard to whatever comes next
        self._none.setVisible(is_none)
        self._list.setVisible(not is_none)

    def _none_yet(self) -> str:
        if self._choices.choice == "starred":
            return self.tr("No words kept yet. Press the star beside a word to keep it.")
        if self._is_private:
            return self.tr("In private use, the words that you look up are not noted.")
        return self.tr("No words looked up yet. A word that you open on a page comes here.")

    def _has_focus_inside(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)
