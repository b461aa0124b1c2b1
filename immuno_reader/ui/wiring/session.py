"""Coming back as one left: place, panels, window and settings, kept in the profile."""

import sys
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from immuno_reader.errors import ReaderError
from immuno_reader.shelf.session import Session, save_session
from immuno_reader.shelf.settings import save_settings
from immuno_reader.ui.actions import Act

if TYPE_CHECKING:
    from immuno_reader.library.book import SectionEntry
    from immuno_reader.shelf.settings import Settings
    from immuno_reader.ui.desk import Desk

_SEARCHES_SHOWN, _SECTIONS_SHOWN = 6, 8
_SETTLES_MS = 2000
"""Places are saved once the reader has rested this long; and always on closing."""
_LAST_CHANCE_MS = 4000
"""The longest that closing waits for a slow disk."""


class _Told:
    """Which troubles have been told, so that each is told once."""

    def __init__(self) -> None:
        self.not_saved = False


def connect_session(desk: "Desk") -> None:
    """Connect whatever changes the session with the file that keeps it."""
    timer = QTimer(desk.window, singleShot=True, interval=_SETTLES_MS)
    timer.timeout.connect(partial(_save, desk))
    told = _Told()
    desk.navigator.place_changed.connect(lambda _: timer.start())
    desk.window.pane.place_moved.connect(lambda _: timer.start())
    desk.window.shape_changed.connect(timer.start)
    desk.window.sidebar.panel_changed.connect(lambda _: timer.start())
    desk.preferences.changed.connect(partial(_save_settings, desk))
    desk.tasks.failed.connect(partial(_tell, desk, told))
    desk.window.closing.connect(partial(_finish, desk, timer))
    private = desk.window.actions_[Act.PRIVATE]
    private.setChecked(desk.preferences.settings.private)
    private.toggled.connect(partial(_keep_private, desk))
    desk.window.actions_[Act.CLEAR_HISTORY].triggered.connect(partial(clear_history, desk))


def recent(desk: "Desk") -> "tuple[tuple[str, ...], tuple[SectionEntry, ...]]":
    """Return what was searched for and read lately, the latest first; nothing in private use."""
    if desk.preferences.settings.private:
        return (), ()
    entries = {entry.ref: entry for entry in desk.library.contents.sections()}
    place = desk.navigator.place
    here = place.section if place else None
    read = (
        ref for ref in reversed(list(desk.navigator.remembered)) if ref in entries and ref != here
    )
    sections = tuple(entries[ref] for ref in islice(read, _SECTIONS_SHOWN))
    return desk.searches.searches[:_SEARCHES_SHOWN], sections


def remember_search(desk: "Desk", search: str) -> None:
    """Note what was searched for, unless nothing is to be kept."""
    if not desk.preferences.settings.private:
        desk.searches.add(search)


def clear_history(desk: "Desk", *_: object) -> None:
    """Forget what was read, looked up and searched for, here and in the profile."""
    from immuno_reader.ui.wiring.words import forget_looked_up

    desk.searches.clear()
    desk.navigator.forget()
    forget_looked_up(desk)
    _save(desk)
    said = _tr(
        "What you read, looked up and searched for is forgotten. Safety copies of your bookmarks"
        " name the words that you looked up for two weeks more."
    )
    desk.window.notice.say(said)


def _keep_private(desk: "Desk", is_private: bool) -> None:  # noqa: FBT001  a Qt slot
    desk.preferences.change(private=is_private)
    if is_private:
        clear_history(desk)
        desk.window.notice.say(_tr("From now on nothing is kept of what you read and search for."))


def restore_session(desk: "Desk", session: Session) -> None:
    """Give the window the shape and panels of an earlier session."""
    window = desk.window
    window.set_shape(session.geometry, session.splitter)
    window.actions_[Act.FULL_SCREEN].setChecked(window.isFullScreen())
    window.actions_[Act.SIDEBAR].setChecked(session.sidebar_visible)
    window.sidebar.setVisible(session.sidebar_visible)
    if session.sidebar and session.sidebar != window.sidebar.current:
        window.sidebar.show_panel(session.sidebar)


def _session(desk: "Desk") -> Session:
    window = desk.window
    geometry, widths = window.shape
    is_private = desk.preferences.settings.private
    return Session(
        current=None if is_private else desk.navigator.place,
        places={} if is_private else dict(desk.navigator.remembered),
        searches=() if is_private else desk.searches.searches,
        expanded=window.contents.expanded(),
        geometry=geometry,
        splitter=widths,
        sidebar=window.sidebar.current,
        sidebar_visible=window.actions_[Act.SIDEBAR].isChecked(),
    )


def _save(desk: "Desk") -> None:
    session, file = _session(desk), desk.profile.session
    desk.tasks.run(lambda: save_session(file, session), lambda _: None)


def _save_settings(desk: "Desk", _: "Settings", after: "Settings") -> None:
    desk.tasks.run(lambda: save_settings(desk.profile.settings, after), lambda _: None)


def _tell(desk: "Desk", told: _Told, error: object) -> None:
    if not isinstance(error, ReaderError):
        assert isinstance(error, BaseException)
        sys.excepthook(type(error), error, error.__traceback__)
    elif not told.not_saved:
        told.not_saved = True
        desk.window.notice.say(str(error), stays=True)


def _finish(desk: "Desk", timer: QTimer) -> None:
    timer.stop()
    _save(desk)
    desk.preparing.stop()
    desk.tasks.finish(_LAST_CHANCE_MS)
    desk.tasks.failed.disconnect()
    if desk.shelf.made:
        desk.shelf.made.flush(_LAST_CHANCE_MS / 1000)
        desk.shelf.made.close()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Session", text)
