"""The top of the card: the term's name, and what can be done with the card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from immuno_reader.ui.icon_button import IconButton
from immuno_reader.ui.star_button import StarButton

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_NAME_GROWTH = 1.22


class Header(QWidget):
    """Shows the name beside, or else below, Back, Say it, Keep this word, Keep open and Close.

    Signals:
        back_requested, speech_requested, star_requested, close_requested: that button was
            pressed.
        pin_toggled: the card is to stay, or no longer.
    """

    back_requested = Signal()
    speech_requested = Signal()
    star_requested = Signal()
    pin_toggled = Signal(bool)
    close_requested = Signal()

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make the header of an empty card."""
        super().__init__(parent)
        self._name = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._back = IconButton(self.tr("Back"), self.tr("Back (Alt+Left)"), self)
        self._speaker = IconButton(self.tr("Say it aloud"), self.tr("Say it aloud"), self)
        self._star = StarButton(self)
        self._pin = IconButton(self.tr("Keep open"), self.tr("Keep open (Ctrl+Enter)"), self)
        self._pin.setCheckable(True)
        self._close = IconButton(self.tr("Close"), self.tr("Close (Esc)"), self)
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._name, 1)
        self._row.addStretch(0)  # pushes the buttons to the end while the name stands below
        for button in (self._speaker, self._star, self._pin, self._close):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._back.clicked.connect(self.back_requested)
        self._speaker.clicked.connect(self.speech_requested)
        self._star.clicked.connect(self.star_requested)
        self._pin.toggled.connect(self._show_pin)
        self._pin.toggled.connect(self.pin_toggled)
        self._close.clicked.connect(self.close_requested)
        self.set_look(look, icons)
        self.show_name("", back_to="", can_speak=False)

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        """The buttons in the order in which Tab reaches them."""
        return (self._back, self._speaker, self._star, self._pin, self._close)

    @property
    def is_pinned(self) -> bool:
        """Whether the card is to stay until it is closed."""
        return self._pin.isChecked()

    def toggle_pin(self) -> None:
        """Press the pin, or release it."""
        self._pin.toggle()

    def show_kept(self, *, is_kept: bool) -> None:
        """Show whether the reader keeps the term."""
        self._star.show_kept(is_kept=is_kept)

    def show_name(self, name: str, *, back_to: str, can_speak: bool) -> None:
        """Show a term's name.

        Args:
            name: the term on the card.
            back_to: the term that Back returns to; empty for none.
            can_speak: whether the term can be said aloud.
        """
        self._name.setText(name)
        self._back.setVisible(bool(back_to))
        self._back.setAccessibleName(self.tr("Back to {term}").format(term=back_to))
        self._speaker.setVisible(can_speak)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take on another theme or size."""
        self._look, self._icons = look, icons
        for button, icon in (
            (self._back, "back"),
            (self._speaker, "speaker"),
            (self._close, "close"),
        ):
            button.set_look(look, icons, icon)
        self._star.set_icons(look, icons)
        self._show_pin()
        # Icons have air of their own: no more is needed between buttons.
        self._row.setSpacing(look.space(0.5))

    @property
    def icon_inset_px(self) -> int:
        """The air between an icon and the edge of its button."""
        return (self._close.width() - self._look.icon_px) // 2

    def height_at(self, width: int) -> int:
        """Return how high the header is at a width, its name set so that no word is cut.

        The header itself is wider on both sides by the air around an icon, so that icons and text
        end on one line.
        """
        shown = [button for button in self.stops if not button.isHidden()]
        has_back = self._back in shown
        self._row.setContentsMargins(0 if has_back else self.icon_inset_px, 0, 0, 0)
        room = width - len(shown) * (self._close.width() + self._row.spacing())
        room = max(1, room + self.icon_inset_px * (2 if has_back else 1))
        px = self._look.card_px
        font = self._look.font(round(px * _NAME_GROWTH), bold=True)
        metrics, name = QFontMetrics(font), self._name.text()
        longest = max(map(metrics.horizontalAdvance, name.split()), default=0)
        is_below = longest * px > room * font.pixelSize()
        self._put_name(is_below=is_below)
        if is_below:
            room = max(1, width)
        if longest > room:
            font.setPixelSize(max(8, font.pixelSize() * room // longest))
        elif metrics.horizontalAdvance(name) > room:
            font.setPixelSize(px)
        self._name.setFont(font)
        # Its first line stands level with the icons.
        above = max(0, (self._close.height() - QFontMetrics(font).height()) // 2)
        inset = self.icon_inset_px
        self._name.setContentsMargins(*(inset, 0, inset, 0) if is_below else (0, above, 0, 0))
        self._row.invalidate()
        if is_below:
            return self._close.height() + self._name.heightForWidth(room + 2 * inset)
        return max(self._close.height(), self._name.heightForWidth(room))

    def _put_name(self, *, is_below: bool) -> None:
        """Let the name stand below the buttons where a word of it has no room beside them."""
        if (self._column.indexOf(self._name) >= 0) == is_below:
            return
        if is_below:
            self._row.removeWidget(self._name)
            self._column.addWidget(self._name)
        else:
            self._column.removeWidget(self._name)
            self._row.insertWidget(1, self._name, 1)

    def _show_pin(self) -> None:
        self._pin.set_look(self._look, self._icons, "pin-filled" if self.is_pinned else "pin")
