"""The card beside a kept passage: its words, what the reader wrote, its colour and labels."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from immuno_reader.identity import COLOURS
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.card.card import Card, is_ctrl_enter
from immuno_reader.ui.mark_colours import MarkColour
from immuno_reader.ui.note_card.fields import LabelsField, NoteField
from immuno_reader.ui.note_card.quote import Quote, shortened
from immuno_reader.ui.page_words import ENGLISH
from immuno_reader.ui.swatches import Swatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from immuno_reader.ui.note_card.content import NoteContent
    from immuno_reader.ui.theme import Icons, Look

_RESTED_MS = 1000
"""After so long without a letter what was typed is told."""
_RING_PX = 2
"""Room around the fields for the ring of the keyboard."""
_LEAST_EM = 6
"""So much of the fields is in sight, however little room there is."""


class NoteCard(Card):
    """Lets a reader write about something that is kept, without ever losing what they type.

    Signals:
        edited: what the reader has changed of an item: its id, and the new values of ``note``,
            ``colour`` or ``labels``, in a dictionary.
        remove_requested: the item is to be kept no longer: its id.
        accept_requested: the words that stand there today are to be kept: its id.
    """

    edited = Signal(str, dict)
    remove_requested = Signal(str)
    accept_requested = Signal(str)

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget) -> None:
        """Make a closed card over ``parent``, which it never leaves."""
        super().__init__(look, parent)
        self._content: NoteContent | None = None
        """What the card shows, with all that was told of as edited."""
        self._body = _Body(self)
        self._title = _label(self._body.inside)
        self._swatches = [
            Swatch(name, self.tr("Make it {0}"), self._body.inside) for name in COLOURS
        ]
        self._news = _label(self._body.inside)
        self._kept_title = _label(self._body.inside, self.tr("You kept"))
        self._quote = Quote(self._body.inside)
        self._now_title = _label(self._body.inside, self.tr("The page says now"))
        self._now = Quote(self._body.inside)
        self._accept = _button(self.tr("Keep the new words"), self._body.inside)
        self._note_title = _label(self._body.inside, self.tr("&Note"))
        self._note = NoteField(self._body.inside)
        self._labels_title = _label(self._body.inside, self.tr("&Labels"))
        self._labels = LabelsField(self._body.inside)
        self._date = _label(self)
        self._remove = _button(self.tr("Remove"), self)
        self._close = _button(self.tr("Close"), self)
        self._build()
        self._rest = QTimer(self, singleShot=True, interval=_RESTED_MS)
        self._rest.timeout.connect(self._tell_rested)
        self._note.textChanged.connect(self._rest.start)
        self._labels.textChanged.connect(self._rest.start)
        self._note.left.connect(self.tell_edits)
        self._labels.left.connect(self.tell_edits)
        self._note.grew.connect(lambda: self._lay_anew(same_side=True))
        for swatch in self._swatches:
            swatch.chosen.connect(self._choose)
        self._remove.clicked.connect(self._ask_to_remove)
        self._accept.clicked.connect(self._ask_to_accept)
        self._close.clicked.connect(self.close_card)
        self.set_look(look, icons)

    def _build(self) -> None:
        self._note_title.setBuddy(self._note)
        self._labels_title.setBuddy(self._labels)
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setPlaceholderText(self.tr("Write what you want to remember"))
        self._labels.setAccessibleName(self.tr("Labels, with commas between them"))
        self._labels.setPlaceholderText(self.tr("For example: for the nurse, diet"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        column = self._body.column
        top = self._top = QHBoxLayout()
        top.addWidget(self._title, 1)
        for swatch in self._swatches:
            swatch.setCheckable(True)
            top.addWidget(swatch)
        column.addLayout(top)
        for part in (self._news, self._kept_title, self._quote, self._now_title, self._now):
            column.addWidget(part)
        column.addWidget(self._accept, 0, Qt.AlignmentFlag.AlignLeft)
        for field in (self._note_title, self._note, self._labels_title, self._labels):
            column.addWidget(field)
        column.addStretch(1)

    # What it shows

    @property
    def item(self) -> str | None:
        """The id of what the card is about; None while it is closed."""
        return self._content.id if self._content else None

    def show_item(
        self,
        content: "NoteContent",
        rect: QRect,
        known_labels: "Iterable[str]" = (),
        *,
        take_focus: bool = True,
        is_row: bool = False,
    ) -> None:
        """Show something that is kept, in place of what the card showed before.

        Args:
            content: what to show.
            rect: where it stands, in global coordinates.
            known_labels: which labels are offered while one is typed.
            take_focus: whether the note can be written at once.
            is_row: whether it stands in a row of a list.
        """
        self.tell_edits()
        self._come_to(rect, is_row=is_row)
        self._note.set_text(content.note)
        self._labels.set_labels(content.labels, known_labels)
        # As the fields show them: only what the reader changes there is an edit.
        self._content = content._replace(note=self._note.written, labels=self._labels.labels)
        self._rest.stop()
        self._fill()
        self.show()
        self.raise_()
        announce(self, f"{self._title.text()}. {self._news.text()} {self._quote.text()}")
        if take_focus:
            self._note.setFocus(Qt.FocusReason.PopupFocusReason)
            self._lay_anew()

    def refresh(self, content: "NoteContent", known_labels: "Iterable[str]" = ()) -> None:
        """Take over what has changed elsewhere, as by Undo; what is being typed stays."""
        before = self._content
        if before is None or before.id != content.id:
            return
        if self._note.written == before.note:
            if content.note != before.note:
                self._note.set_text(content.note)
            content = content._replace(note=self._note.written)
        if self._labels.labels == before.labels:
            self._labels.set_labels(content.labels, known_labels)
            content = content._replace(labels=self._labels.labels)
        self._content = content
        self._fill()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take on another theme or text size."""
        self._look = look
        self._take_colours()
        self._body.column.setSpacing(look.space(1.5))
        self._top.setSpacing(look.space(0.5))
        self._title.setFont(look.font(round(look.chrome_px * 1.15), bold=True))
        self._news.setFont(look.font(look.card_px))
        small = look.font(look.chrome_px)
        for part in (
            *(self._kept_title, self._now_title, self._note_title, self._labels_title),
            *(self._date, self._remove, self._close, self._accept),
        ):
            part.setFont(small)
        self._labels.setFont(look.font(look.card_px))
        for swatch in self._swatches:
            swatch.set_look(look)
        self._note.set_look(look)
        self._fill()

    def _fill(self) -> None:
        content, look = self._content, self._look
        if content is None:
            return
        self._title.setText(
            self.tr("Your highlight") if content.is_passage else self.tr("Your bookmark")
        )
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(shortened(content.quote))
        has_changed = bool(content.changed) and not content.is_lost
        colour = MarkColour(content.colour, look.theme) if content.is_passage else None
        for swatch in self._swatches:
            swatch.setVisible(colour is not None)
            swatch.setChecked(colour is not None and swatch.colour == colour.name)
        news = ""
        if content.is_lost:
            news = self.tr("These words are no longer on the page. What you kept is still here.")
        elif has_changed:
            news = self.tr("The words on the page have changed since you kept them.")
        self._news.setText(news)
        self._news.setVisible(bool(news))
        whole = content.is_lost or has_changed
        self._quote.show_words(content.quote if whole else shortened(content.quote), colour, look)
        self._now.show_words(content.changed, None, look)
        for part in (self._kept_title, self._now_title, self._now, self._accept):
            part.setVisible(has_changed)
        day = _day(content.created)
        self._date.setText(self.tr("Kept on {0}").format(day) if day else "")
        self._lay_anew()

    # What the reader does

    def tell_edits(self) -> None:
        """Tell what was typed and not yet told."""
        self._rest.stop()
        content = self._content
        if content is None:
            return
        typed = content._replace(note=self._note.written, labels=self._labels.labels)
        self._tell(typed)

    def _tell_rested(self) -> None:
        if self._labels.is_choosing:
            self._rest.start()
        else:
            self.tell_edits()

    def _tell(self, content: "NoteContent") -> None:
        before, self._content = self._content, content
        assert before is not None
        values = {
            name: value
            for name in ("note", "colour", "labels")
            if (value := getattr(content, name)) != getattr(before, name)
        }
        if values:
            self.edited.emit(content.id, values)

    def _choose(self, colour: str) -> None:
        if self._content is not None:
            self._tell(self._content._replace(colour=colour))
            self._fill()

    def _ask_to_remove(self) -> None:
        id = self.item
        self.close_card()
        if id is not None:
            self.remove_requested.emit(id)

    def _ask_to_accept(self) -> None:
        self.tell_edits()
        if self.item is not None:
            self.accept_requested.emit(self.item)

    def close_card(self, *, return_focus: bool = True) -> None:
        """Close the card and keep what was typed; the keyboard goes back to where it was."""
        self.tell_edits()
        self._content = None
        super().close_card(return_focus=return_focus)

    def _wish(self, event: QKeyEvent) -> "Callable[[], None] | None":
        return self.close_card if is_ctrl_enter(event) else super()._wish(event)

    def _stops(self) -> "Sequence[QWidget]":
        fields = (self._note, self._labels)
        return (*self._swatches, self._accept, *fields, self._remove, self._close)

    # Its parts

    def _content_height(self, inner: int) -> int:
        return self._body.height_at(inner) + self._gap_px + self._foot_height(inner)

    def _least_height(self, inner: int) -> int:
        return _LEAST_EM * self._look.chrome_px + self._gap_px + self._foot_height(inner)

    @property
    def _gap_px(self) -> int:
        return self._look.space(2)

    def _foot_height(self, inner: int) -> int:
        height = max(part.sizeHint().height() for part in (self._remove, self._close))
        has_room = self._foot_width() <= inner
        return height if has_room else height + self._look.space(1) + self._date.sizeHint().height()

    def _foot_width(self) -> int:
        parts = (self._date, self._remove, self._close)
        return sum(part.sizeHint().width() + self._gap_px for part in parts) - self._gap_px

    def _arrange(self, inner: QRect) -> None:
        foot_px = self._foot_height(inner.width())
        self._body.setGeometry(inner.adjusted(0, 0, 0, -foot_px - self._gap_px))
        foot = QRect(inner.left(), inner.bottom() + 1 - foot_px, inner.width(), foot_px)
        foot.adjust(_RING_PX, 0, -_RING_PX, 0)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = foot.right() + 1
        for button in (self._close, self._remove):
            size = button.sizeHint()
            x -= size.width()
            place = QRect(x, foot.bottom() + 1 - size.height(), size.width(), size.height())
            button.setGeometry(_mirrored(place, inner) if is_mirrored else place)
            x -= self._look.space(2)
        has_room = self._foot_width() <= inner.width()
        date = QRect(foot.left(), foot.top(), foot.width(), self._date.sizeHint().height())
        if has_room:
            date = QRect(foot.left(), foot.top(), x - foot.left(), foot.height())
        self._date.setGeometry(_mirrored(date, inner) if is_mirrored else date)
        # Once the fields have their places.
        QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self._body.isAncestorOf(focus):
            self._body.ensureWidgetVisible(focus, 0, self._gap_px)


class _Body(QScrollArea):
    """What scrolls where the card has less room than it would like."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(_RING_PX, _RING_PX, _RING_PX, _RING_PX)
        self.setWidget(self.inside)
        for ground in (self.viewport(), self.inside):
            ground.setAutoFillBackground(False)

    def height_at(self, width: int) -> int:
        """Return how high all of it is at a width."""
        self.column.activate()
        return self.column.totalHeightForWidth(width)


def _label(parent: QWidget, text: str = "") -> QLabel:
    label = QLabel(text, parent, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    # In a dialog Enter would press one that nobody has chosen.
    button.setAutoDefault(False)
    return button


def _mirrored(rect: QRect, area: QRect) -> QRect:
    return QRect(area.left() + area.right() - rect.right(), rect.top(), rect.width(), rect.height())


def _day(stamp: str) -> str:
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return ""
    return ENGLISH.shown_day(moment.toLocalTime().date().toString(Qt.DateFormat.ISODate))
