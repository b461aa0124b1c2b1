"""Kept passages: the buttons beside selected words, keeping a passage, its colour on the page."""

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from immuno_reader.identity import COLOURS
from immuno_reader.shelf.anchoring import find_anchor, find_untouched, make_anchor
from immuno_reader.shelf.bookmark import new_bookmark
from immuno_reader.shelf.whole_words import widened
from immuno_reader.ui.actions import Act
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.late import Late
from immuno_reader.ui.reading.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.identity import ItemId
    from immuno_reader.library.book import Section
    from immuno_reader.shelf.anchoring import Found, Text
    from immuno_reader.shelf.bookmark import Anchor, Bookmark
    from immuno_reader.shelf.changes import Change
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.glossary_card.pronouncing import Pronouncer
    from immuno_reader.ui.reading.selection_bar import SelectionBar

_PAINTED_MS = 20
"""After so long what is known already has been painted, for which Qt waits a moment."""
_TURN_S = 0.008
"""For so long passages are looked for before the window has its turn."""


def connect_passages(desk: "Desk") -> "Passages":
    """Connect the selection with its buttons, and the page with what is kept of it."""
    passages, window = Passages(desk), desk.window
    window.pane.selection_changed.connect(passages.offer)
    window.pane.mark_focused.connect(passages.say)
    window.pane.mark_missed.connect(passages.find)
    window.actions_[Act.HIGHLIGHT].triggered.connect(lambda: passages.keep())
    desk.shelf_news.changed.connect(passages.heed)
    desk.navigator.place_changed.connect(passages.show)
    desk.library.replaced.connect(passages.show)
    QTimer.singleShot(0, passages, passages.show)  # what else is connected takes long enough
    return passages


class Passages(QObject):
    """The passages of the page in one window."""

    def __init__(self, desk: "Desk") -> None:
        """Show none yet."""
        super().__init__(desk.window)
        self._desk = desk
        self._bar = Late(self._made_bar)
        self._voice = Late(self._made_voice)
        self._colour = ""
        """The colour that was used last; empty until it is asked for."""
        self._shown: dict[ItemId, Mark] = {}
        """The passages that were found on the page."""
        self._sought: deque[ItemId] = deque()
        """Those that are still to be looked for."""
        self._seeking = QTimer(self, singleShot=True)
        self._seeking.timeout.connect(self._seek)

    def show(self, *_: object) -> None:
        """Show on the page what is kept of it: at once what is in sight, the rest in turns."""
        pane = self._desk.window.pane
        self._shown = {}
        self._sought.clear()
        if pane.section is None:
            return
        all_kept = self._desk.shelf().in_section(pane.section.ref)
        first, behind = pane.sight() if all_kept else (0, 0)
        for kept in all_kept:
            anchor = kept.anchor
            if anchor is not None and anchor.start < behind and anchor.end > first:
                mark = _mark(kept, pane.section, find_untouched)
                if mark is not None:
                    self._shown[kept.id] = mark
        self._sought = deque(kept.id for kept in all_kept if kept.id not in self._shown)
        self._tell()

    def heed(self, change: "Change") -> None:
        """Show what has become of what is kept."""
        pane, shelf = self._desk.window.pane, self._desk.shelf()
        if pane.section is None:
            return
        is_new = False
        for id in change.ids:
            kept = shelf.bookmark(id)
            mark = _mark(kept, pane.section, find_untouched)
            if mark is None and kept is not None:
                self._sought.append(id)
            else:
                is_new |= self._take_up(id, mark)
        self._tell(is_new=is_new)

    def find(self, id: "ItemId") -> None:
        """Show a passage now, and not only when its turn comes."""
        section = self._desk.window.pane.section
        if section is not None:
            mark = _mark(self._desk.shelf().bookmark(id), section, find_anchor)
            self._tell(is_new=self._take_up(id, mark))

    def _seek(self) -> None:
        """Look for some of what is still to be found: one that has changed takes milliseconds."""
        pane, shelf, is_new = self._desk.window.pane, self._desk.shelf(), False
        until = perf_counter() + _TURN_S
        while self._sought and pane.section is not None and perf_counter() < until:
            id = self._sought.popleft()
            is_new |= self._take_up(id, _mark(shelf.bookmark(id), pane.section, find_anchor))
        self._tell(is_new=is_new, after_ms=0)

    def _tell(self, *, is_new: bool = True, after_ms: int = _PAINTED_MS) -> None:
        """Have the page show what was found, and look for the rest once that is painted."""
        if is_new:
            self._desk.window.pane.set_marks(self._shown.values())
        if self._sought:
            self._seeking.start(after_ms)

    def say(self, id: "ItemId") -> None:
        """Say which passage the keyboard has reached."""
        from immuno_reader.ui.note_card.quote import shortened

        pane, mark = self._desk.window.pane, self._shown.get(id)
        if pane.section is None or mark is None:
            return
        words = shortened(pane.section.text[mark.span.start : mark.span.end])
        said = _tr("Highlight: {0}, with a note") if mark.has_note else _tr("Highlight: {0}")
        announce(pane, said.format(words))

    def _take_up(self, id: "ItemId", mark: Mark | None) -> bool:
        """Note how a passage is to be shown, if at all; return whether that is new."""
        if mark == self._shown.get(id):
            return False
        if mark is None:
            del self._shown[id]
        else:
            self._shown[id] = mark
        return True

    def keep(self, colour: str = "") -> "Bookmark | None":
        """Keep the selected words, and return what is kept; None, and a word why, if none are.

        Args:
            colour: what colour they get; without, the one used last, or the one they have.
        """
        pane, notice = self._desk.window.pane, self._desk.window.notice
        section, span = pane.section, pane.selected()
        if section is None or span is None:
            has_some = pane.textCursor().hasSelection()
            notice.say(
                _tr("Only words of the page itself can be kept.")
                if has_some
                else _tr("Select the words that you want to keep."),
                brief=not has_some,
            )
            return None
        anchor = make_anchor(section, widened(section.text, span))
        known = self._kept_at(anchor.start, anchor.end)
        pane.clear_selection()
        self._colour = colour or self._latest_colour()
        if known is not None:
            self._recolour(known, colour)
            return known
        above = chapter(self._desk, section)
        kept = new_bookmark(section, chapter=above, anchor=anchor, colour=self._colour)
        self._desk.undo.push(self._desk.shelf().add(kept))
        notice.say(_tr("Passage kept: {0}").format(short(kept.excerpt)), undo=True)
        return kept

    def _recolour(self, known: "Bookmark", colour: str) -> None:
        if colour and colour != (known.colour or COLOURS[0]):
            self._desk.undo.push(self._desk.shelf().edit(known.id, colour=colour))
            said = _tr("Colour changed: {0}")
        else:
            said = _tr("You have kept this passage already: {0}")
        self._desk.window.notice.say(said.format(short(known.excerpt)))

    def _kept_at(self, start: int, end: int) -> "Bookmark | None":
        """Return what is kept of the very same words."""
        ids = [id for id, mark in self._shown.items() if mark.span == (start, end)]
        return next(filter(None, map(self._desk.shelf().bookmark, ids)), None)

    def _latest_colour(self) -> str:
        if not self._colour:
            passages = (kept for kept in self._desk.shelf().bookmarks if kept.anchor)
            latest = max(passages, key=lambda kept: kept.modified, default=None)
            is_known = latest is not None and latest.colour in COLOURS
            self._colour = latest.colour if latest and is_known else COLOURS[0]
        return self._colour

    # The buttons beside selected words

    def offer(self) -> None:
        """Make the buttons once words are selected; they come and go by themselves then."""
        if self._bar.made is None and self._desk.window.pane.selected() is not None:
            self._bar().set_colour(self._latest_colour())

    def _made_bar(self) -> "SelectionBar":
        from immuno_reader.ui.reading.selection_bar import SelectionBar

        window, preferences = self._desk.window, self._desk.preferences
        keys = {name: window.actions_[act].shortcut().toString() for name, act in _OFFERED.items()}
        bar = SelectionBar(preferences.look, preferences.icons, window.pane, keys)
        bar.highlight_requested.connect(self.keep)
        bar.note_requested.connect(window.actions_[Act.NOTE].trigger)
        bar.look_up_requested.connect(window.actions_[Act.LOOK_UP].trigger)
        bar.copy_requested.connect(window.actions_[Act.COPY].trigger)
        bar.read_aloud_requested.connect(self._read_aloud)
        preferences.look_changed.connect(bar.set_look)
        section = window.pane.section
        bar.set_can_read_aloud(section is not None and self._voice().can_say(section.language))
        return bar

    def _made_voice(self) -> "Pronouncer":
        from immuno_reader.ui.glossary_card.pronouncing import Pronouncer

        voice = Pronouncer(self._desk.window)
        self._desk.navigator.place_changed.connect(voice.stop)
        return voice

    def _read_aloud(self) -> None:
        pane, voice = self._desk.window.pane, self._voice()
        section, span = pane.section, pane.selected()
        if section is None or span is None:
            return
        voice.say(section.text[span.start : span.end], section.language)
        if not voice.can_say(section.language):
            self._desk.window.notice.say(
                _tr("This computer has no voice for the language of this page.")
            )


def _mark(
    kept: "Bookmark | None",
    section: "Section",
    find: "Callable[[Anchor, Text], Found | None]",
) -> Mark | None:
    """Return how a page shows what is kept; None if it does not, or it is not found."""
    if kept is None or kept.anchor is None or kept.section != section.ref:
        return None
    found = find(kept.anchor, section)
    return found and Mark(found.span, kept.colour, bool(kept.note), kept.id)


_OFFERED = {
    "highlight": Act.HIGHLIGHT,
    "note": Act.NOTE,
    "look_up": Act.LOOK_UP,
    "copy": Act.COPY,
}


def chapter(desk: "Desk", section: "Section") -> str:
    """Return what stands above a section in the contents."""
    trail = desk.library.contents.trail(section.ref)[:-1]
    return " \u203a ".join(entry.title for entry in trail)


_SHORT = 60


def short(text: str) -> str:
    """Return as much of a text as a message has room for."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "\u2026"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bookmarks", text)
