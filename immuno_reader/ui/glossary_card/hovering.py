"""When a resting pointer opens the card, and when a leaving one closes it."""

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from immuno_reader.identity import TermRef

REST_MS = 500
"""How long the pointer rests on a word before its card opens, unless set otherwise."""
GRACE_MS = 400
"""How long the pointer may be off both word and card: enough to cross from one to the other."""


class Hover(QObject):
    """Follows the pointer between words and card.

    A card that the reader opened on purpose, or pinned, is held: hovering then neither replaces
    nor closes it.

    Signals:
        opened: the pointer has rested on a word: the term, and the word in global coordinates.
        expired: the pointer has been off both the word and its card for a while.
    """

    opened = Signal(TermRef, QRect)
    expired = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing under the pointer."""
        super().__init__(parent)
        self._delay_ms = REST_MS
        self._word: tuple[TermRef, QRect] | None = None
        """What is under the pointer."""
        self._open: tuple[TermRef, QRect] | None = None
        """What hovering has opened."""
        self._is_held = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._open_card)
        self._grace = QTimer(self, singleShot=True, interval=GRACE_MS)
        self._grace.timeout.connect(self._expire)

    def set_delay(self, delay_ms: int) -> None:
        """Set how long the pointer has to rest; 0 for never opening on hover."""
        self._delay_ms = delay_ms
        self._rest.stop()

    def word_entered(self, term: TermRef, word: QRect) -> None:
        """The pointer has come to a word."""
        self._word = (term, word)
        if self._is_held:
            return
        if self._word == self._open:
            self._grace.stop()
        elif self._delay_ms:
            self._rest.start(self._delay_ms)

    def word_left(self) -> None:
        """The pointer has left the word."""
        self._word = None
        self._rest.stop()
        self._leave()

    def card_entered(self) -> None:
        """The pointer has come to the card, perhaps across other words."""
        self._word = None
        self._rest.stop()
        self._grace.stop()

    def card_left(self) -> None:
        """The pointer has left the card."""
        self._leave()

    def hold(self) -> None:
        """Leave the card to the reader: they clicked, pressed Enter, or pinned it."""
        self._is_held = True
        self._rest.stop()
        self._grace.stop()

    def release(self) -> None:
        """Begin anew: the card has been closed."""
        self._is_held = False
        self._open = None
        self._rest.stop()
        self._grace.stop()

    def _leave(self) -> None:
        if self._open is not None and not self._is_held:
            self._grace.start()

    def _open_card(self) -> None:
        if self._word is not None:
            self._grace.stop()
            self._open = self._word
            self.opened.emit(*self._word)

    def _expire(self) -> None:
        self._open = None
        self.expired.emit()
