"""A term's page in the glossary panel, with the sections that use the term."""

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from immuno_reader.identity import SectionRef, TermRef
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.star_button import StarButton
from immuno_reader.ui.term_page import term_html

if TYPE_CHECKING:
    from collections.abc import Container

    from immuno_reader.library.book import Term
    from immuno_reader.ui.theme import Icons, Look

_LISTED = 50
"""The most sections that are listed under a term; a word as common as "cell" is in all."""


class _Visit(NamedTuple):
    """A term that Back returns to, as the reader left it."""

    term: "Term"
    scrolled: int


class TermView(QWidget):
    """Shows a term, with a way back to the one before, and from the first to the list.

    Signals:
        closed: the reader wants to go back to the list.
        term_requested: a link to another term.
        section_requested: a link to a section: it, and the heading's anchor or "".
        address_activated: a link to the web, to mail or to a phone.
        star_requested: the term is to be kept, or no longer.
    """

    closed = Signal()
    term_requested = Signal(TermRef)
    section_requested = Signal(SectionRef, str)
    address_activated = Signal(str)
    star_requested = Signal(TermRef)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._term: Term | None = None
        self._behind: list[_Visit] = []
        self._back = QPushButton()
        self._back.setObjectName("back")
        self._back.clicked.connect(self.go_back)
        self._kept: Container[TermRef] = ()
        self._star = StarButton(self)
        self._star.clicked.connect(self._ask_star)
        self._text = _Text(look)
        self._text.term_activated.connect(lambda term, _: self.term_requested.emit(term))
        self._text.section_requested.connect(self.section_requested)
        self._text.address_activated.connect(self.address_activated)
        self.setFocusProxy(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        top = self._top = QHBoxLayout()
        top.addWidget(self._back)
        top.addStretch(1)
        top.addWidget(self._star)
        layout.addLayout(top)
        layout.addWidget(self._text, 1)
        self.set_look(look, icons)

    def set_kept(self, kept: "Container[TermRef]") -> None:
        """Know which terms the reader keeps."""
        self._kept = kept
        self._star.show_kept(is_kept=self._term is not None and self._term.ref in kept)

    def _ask_star(self) -> None:
        if self._term is not None:
            self.star_requested.emit(self._term.ref)

    def show_term(self, term: "Term") -> None:
        """Show a term that the list led to."""
        self._behind.clear()
        self._show(term)

    def go_deeper(self, term: "Term") -> None:
        """Show a term that the page led to; Back returns from it."""
        if self._term is not None:
            self._behind.append(_Visit(self._term, self._text.verticalScrollBar().value()))
        self._show(term)

    def go_back(self) -> None:
        """Return to the term before, as it was left; from the first to the list."""
        if not self._behind:
            self.closed.emit()
            return
        visit = self._behind.pop()
        self._show(visit.term)
        self._text.verticalScrollBar().setValue(visit.scrolled)

    def _show(self, term: "Term") -> None:
        self._term = term
        self.set_kept(self._kept)
        self._text.setAccessibleName(term.name)
        self._text.set_html(self._html(term))
        self._name_back()
        announce(self._text, f"{term.name}. {term.definition}")

    def _name_back(self) -> None:
        if self._behind:
            said = self.tr("Back to {0}").format(self._behind[-1].term.name)
            self._back.setText(self.tr("Back"))  # a name could be wider than the sidebar
            self._back.setAccessibleName(said)
            self._back.setToolTip(f"{said} (Alt+Left)")
        else:
            self._back.setText(self.tr("All terms"))
            self._back.setAccessibleName("")
            self._back.setToolTip(self.tr("Back to the list (Esc)"))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._back.setFont(look.font(look.chrome_px))
        self._back.setIcon(icons.pixmap("back", look.icon_px, look.theme.ink))
        self._back.setIconSize(QSize(look.icon_px, look.icon_px))
        self._star.set_icons(look, icons)
        self._top.setContentsMargins(0, 0, look.space(3), 0)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(look.space(3), look.space(3), 0, 0)
            layout.setSpacing(look.space(3))
        self._text.set_look(look)
        if self._term is not None:
            self._text.set_html(self._html(self._term))

    def _html(self, term: "Term") -> str:
        # Those that explain it are on the term's own page already.
        sections = [entry for entry in term.used_in if entry not in term.explained_in]
        if not sections:
            return term_html(term)
        rows = "".join(
            f'<li><a href="section:{escape(str(entry.ref))}">{escape(entry.title)}</a></li>'
            for entry in sections[:_LISTED]
        )
        html = f'{term_html(term)}<p class="label">{escape(self.tr("Used in"))}</p><ul>{rows}</ul>'
        more = len(sections) - _LISTED
        if more > 0:
            said = (
                self.tr("and 1 more section")
                if more == 1
                else self.tr("and {0} more sections").format(more)
            )
            html += f'<p class="quiet">{escape(said)}</p>'
        return html


class _Text(LinkedText):
    """The page itself."""

    def __init__(self, look: "Look") -> None:
        super().__init__(look, look.card_px)

    def set_look(self, look: "Look") -> None:
        self._look, self._px = look, look.card_px
        self.setViewportMargins(look.space(2), 0, look.space(3), 0)
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Base, QColor(look.theme.panel))
        colours.setColor(QPalette.ColorRole.Text, QColor(look.theme.ink))
        self.setPalette(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if leaves_term(event) or goes_back(event):
            event.ignore()  # QTextBrowser would go back in a history of its own
            return
        super().keyPressEvent(event)


def leaves_term(event: QKeyEvent) -> bool:
    """Tell whether a key leads to the list: Escape."""
    return event.key() == Qt.Key.Key_Escape


def goes_back(event: QKeyEvent) -> bool:
    """Tell whether a key leads to what was shown before: Alt+Left or Backspace."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return (event.key(), modifiers) in (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    )
