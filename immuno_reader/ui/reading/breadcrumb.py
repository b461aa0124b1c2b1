"""Where the section on the page stands in the book, above it."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from immuno_reader.identity import SectionRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.library.book import SectionEntry
    from immuno_reader.ui.theme import Look

_BETWEEN = "  \u203a  "


class Breadcrumb(QLabel):
    """Shows the way from the book down to the section; what can be read is a link.

    Signals:
        section_requested: a part of the way was chosen.
    """

    section_requested = Signal(SectionRef)

    def __init__(self, look: "Look", parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setMinimumWidth(1)
        self._trail: Sequence[SectionEntry] = ()
        self._look = look
        self.set_look(look)
        self.linkActivated.connect(
            lambda address: self.section_requested.emit(SectionRef.parse(address))
        )

    def show_trail(self, trail: "Sequence[SectionEntry]") -> None:
        """Show the way to a section, the book or part first and the section last."""
        self._trail = trail
        self.setAccessibleName(
            self.tr("You are in: {0}").format(" \u203a ".join(entry.title for entry in trail))
        )
        self._fit()

    def set_look(self, look: "Look") -> None:
        """Grow with the text and take the colours of a theme."""
        self._look = look
        self.setFont(look.font(look.chrome_px))
        self.setContentsMargins(look.space(6), look.space(2), look.space(6), look.space(2))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the first parts where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        room = self.contentsRect().width() - self._look.space(2)
        rows = list(self._trail)
        shown, is_cut = rows, False
        while len(shown) > 1 and metrics.horizontalAdvance(_plain(shown, is_cut=is_cut)) > room:
            shown, is_cut = shown[1:], True
        parts = ["\u2026"] if is_cut else []
        for entry in shown:
            title = entry.title
            if len(shown) == 1:
                used = metrics.horizontalAdvance(_plain((), is_cut=is_cut) + _BETWEEN)
                title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room - used)
            is_link = entry.ref is not None and entry is not rows[-1]
            parts.append(self._link(entry, title) if is_link else escape(title))
        self.setText(_BETWEEN.replace(" ", "&nbsp;").join(parts))
        # Lays the text now; Qt would while painting it, and then paint it again.
        self.heightForWidth(self.width())

    def _link(self, entry: "SectionEntry", title: str) -> str:
        return (
            f'<a href="{escape(str(entry.ref))}" style="color:{self._look.theme.accent}">'
            f"{escape(title)}</a>"
        )


def _plain(rows: "Sequence[SectionEntry]", *, is_cut: bool) -> str:
    titles = ["\u2026"] if is_cut else []
    return _BETWEEN.join(titles + [entry.title for entry in rows])
