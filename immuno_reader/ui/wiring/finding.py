"""Finding words on the page: the bar to type them in, and the way from match to match."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.identity import Place
from immuno_reader.ui.actions import Act
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.document import OBJECT

if TYPE_CHECKING:
    from immuno_reader.library.results import Finder
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.reading.find_bar import FindBar
    from immuno_reader.ui.reading.pane import Pane

_LONGEST_SELECTION = 200
"""A longer one was selected to be copied or kept."""


class _Search:
    """What the bar has changed on the page, so that it can be taken back."""

    def __init__(self) -> None:
        self.own: Finder | None = None
        """What it finds with."""
        self.before: Finder | None = None
        """What marked the page before it came."""
        self.origin: Place | None = None
        """Where the reader was when they began to type; None for what is in sight."""
        self.is_seeking = False
        """Whether the page scrolls because of what is typed, and not because they went on."""


def connect_finding(desk: "Desk") -> None:
    """Connect the actions that find; they walk the matches of any finder on the page."""
    actions = desk.window.actions_
    actions[Act.FIND].triggered.connect(partial(_open, desk))
    actions[Act.FIND_NEXT].triggered.connect(partial(_walk, desk, 1))
    actions[Act.FIND_PREVIOUS].triggered.connect(partial(_walk, desk, -1))
    desk.window.escaped.connect(partial(_escape, desk))


def find_bar(desk: "Desk") -> "FindBar":
    """Make and connect the bar; called when something is first to be found."""
    from immuno_reader.ui.reading.find_bar import FindBar

    look, icons = desk.preferences.look, desk.preferences.icons
    bar, pane, search = FindBar(look, icons), desk.window.pane, _Search()
    desk.window.place_below_page(bar)
    bar.opened.connect(partial(_begin, desk, search))
    bar.wanted.connect(partial(_seek, desk, search))
    bar.step_requested.connect(partial(_walk, desk))
    bar.closed.connect(partial(_end, desk, search))
    pane.matches_changed.connect(partial(_follow, desk, search))
    pane.place_moved.connect(partial(_forget_origin, search))
    desk.navigator.place_changed.connect(partial(_forget_origin, search))
    desk.preferences.look_changed.connect(bar.set_look)
    return bar


def _open(desk: "Desk") -> None:
    bar, pane = desk.find_bar(), desk.window.pane
    bar.open(_selected_words(pane))
    pane.clear_selection()


def _selected_words(pane: "Pane") -> str:
    words = " ".join(pane.textCursor().selectedText().replace(OBJECT, " ").split())
    return words if len(words) <= _LONGEST_SELECTION else ""


def _begin(desk: "Desk", search: _Search) -> None:
    pane = desk.window.pane
    if pane.finder is not search.own:
        search.before = pane.finder
    search.origin = _selected_place(pane)


def _selected_place(pane: "Pane") -> Place | None:
    section, span = pane.section, pane.selected()
    block = section.block_at(span.start) if section and span else None
    if section is None or span is None or block is None:
        return None
    return Place(section.ref, block.id, span.start - block.start)


def _seek(desk: "Desk", search: _Search, typed: str) -> None:
    """Mark what is typed, and go to the first match from where the reader was."""
    from immuno_reader.library.literal import literal_finder

    bar, pane = desk.find_bar(), desk.window.pane
    search.own = (
        literal_finder(typed, match_case=bar.match_case, whole_words=bar.whole_words)
        if typed
        else None
    )
    search.origin = search.origin or pane.place
    search.is_seeking = True
    try:
        pane.set_finder(search.own or search.before)
        if typed and pane.match_count:
            pane.go_to_match(pane.first_match(search.origin) or 0)
    finally:
        search.is_seeking = False
    bar.show_count(pane.current_match, pane.match_count)


def _follow(desk: "Desk", search: _Search, current: int, count: int) -> None:
    """Say in the bar what is found now, unless the page shows what somebody else looked for."""
    bar, pane = desk.find_bar(), desk.window.pane
    if not bar.isVisible():
        return
    if pane.finder is not (search.own or search.before):
        bar.close_bar(return_focus=False)
        return
    bar.show_count(current, count)
    if current >= 0 and not search.is_seeking:
        search.origin = pane.match_place(current)


def _forget_origin(search: _Search, *_: object) -> None:
    if not search.is_seeking:
        search.origin = None


def _end(desk: "Desk", search: _Search, return_focus: bool) -> None:  # noqa: FBT001  a Qt slot
    pane = desk.window.pane
    if pane.finder is search.own:
        pane.set_finder(search.before)
    search.own = search.before = search.origin = None
    if return_focus:
        pane.setFocus()


def _escape(desk: "Desk") -> None:
    is_explaining = desk.card.made is not None and desk.card.made.isVisible()
    if desk.find_bar.made and not is_explaining:
        desk.find_bar.made.close_bar(return_focus=True)


def _walk(desk: "Desk", step: int) -> None:
    """Go to the next match, or to the one before; with nothing marked, ask what to find."""
    pane, bar = desk.window.pane, desk.find_bar.made
    count = pane.match_count
    if not count:
        _open(desk)
        return
    aim = _next_index(pane, step)
    index, is_wrapped = aim % count, not 0 <= aim < count
    pane.go_to_match(index)
    said = _tr("{0} of {1}").format(index + 1, count)
    if is_wrapped:
        again = _tr("From the top again: {0}") if step > 0 else _tr("From the end again: {0}")
        said = again.format(said)
    if bar and bar.isVisible():
        if is_wrapped:
            bar.show_wrap(forward=step > 0)
    elif is_wrapped:
        desk.window.notice.say(said, brief=True)
        return
    announce(pane, f"{said}. {pane.match_context(index)}")


def _next_index(pane: "Pane", step: int) -> int:
    """Return the number of the next match, which may lie beyond either end."""
    if pane.current_match >= 0:
        return pane.current_match + step
    below = pane.first_match()
    index = pane.match_count if below is None else below
    return index if step > 0 else index - 1


def _tr(text: str) -> str:
    return QCoreApplication.translate("Finding", text)
