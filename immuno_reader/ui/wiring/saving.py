"""What is said and asked while what is kept cannot be saved."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QFileDialog

from immuno_reader.errors import ShelfError

if TYPE_CHECKING:
    from immuno_reader.ui.desk import Desk

_USUAL_S = 0.05
"""What saving takes as a rule; closing waits for so long without a word."""
_LAST_TRY_MS = 2000
"""How long closing waits before it asks what is to be done."""
_LOOK_MS = 20
_AGAIN_MS = 1000
"""How often it is tried again while the question stands: somebody may be making room."""


def connect_saving(desk: "Desk") -> None:
    """Connect the message that something is not saved, and closing."""
    window, news = desk.window, desk.shelf_news
    trouble = _Trouble(desk)
    news.failed.connect(trouble.tell)
    news.saved_again.connect(trouble.withdraw)
    window.ask_before_closing(trouble.may_close)
    if desk.shelf().notice:
        window.notice.say(desk.shelf().notice, stays=True)


class _Trouble:
    """What keeps one window from saving."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._told: list[str] = []
        self._is_waiting = False
        """Whether closing waits for the disk; it may be asked for once more meanwhile."""

    def tell(self, error: ShelfError) -> None:
        self._told.append(str(error))
        self._desk.window.notice.say(str(error), stays=True)

    def withdraw(self) -> None:
        """Say no more that nothing is saved."""
        for text in self._told:
            self._desk.window.notice.withdraw(text)
        self._told.clear()
        self._desk.window.notice.say(_tr("What you keep is saved again."))

    def may_close(self) -> bool:
        """Save what is not saved yet; where that cannot be, ask what is to be done."""
        if self._is_waiting:
            return False
        profile = self._desk.profile
        # Where nothing can be saved at all there is nothing to wait for.
        if self._desk.shelf().flush(_USUAL_S if profile.is_writable else 0.0):
            return True
        if profile.is_writable and self._is_saved_soon():
            return True
        from immuno_reader.ui.unsaved import Choice, Unsaved

        nowhere = _tr("Nothing can be saved in the folder {0}.").format(profile.folder)
        why = self._told[-1] if self._told else "" if profile.is_writable else nowhere
        asked = Unsaved(why, self._desk.preferences.look)
        again = QTimer(asked, interval=_AGAIN_MS)
        again.timeout.connect(lambda: asked.accept() if self._desk.shelf().flush(0) else None)
        again.start()
        asked.exec()
        if self._desk.shelf().is_saved:
            return asked.choice is not Choice.STAY or asked.is_unanswered
        match asked.choice:
            case Choice.LEAVE:
                return True
            case Choice.ELSEWHERE:
                return self._save_elsewhere()
            case Choice.STAY:
                return False

    def _is_saved_soon(self) -> bool:
        """Wait for a slow disk, while the window lives and says why it is still there."""
        shelf, notice, waiting = self._desk.shelf(), self._desk.window.notice, QEventLoop()
        said = _tr("Saving what you keep. The window closes in a moment.")
        look = QTimer(interval=_LOOK_MS)
        look.timeout.connect(lambda: waiting.quit() if shelf.is_saved else None)
        QTimer.singleShot(_LAST_TRY_MS, waiting, waiting.quit)
        notice.say(said, stays=True)
        self._is_waiting = True
        look.start()
        waiting.exec()
        self._is_waiting = False
        notice.withdraw(said)
        return shelf.is_saved

    def _save_elsewhere(self) -> bool:
        """Let the reader choose a file, and write all that is kept into it."""
        name = f"immuno-reader-{date.today().isoformat()}.json"
        chosen, _ = QFileDialog.getSaveFileName(
            self._desk.window,
            _tr("Save a copy of all that you keep"),
            str(Path.home() / name),
            _tr("Bookmarks of the reader (*.json)"),
        )
        if not chosen:
            return False
        try:
            self._desk.shelf().save_copy(Path(chosen))
        except ShelfError as error:
            self._desk.window.notice.say(str(error), stays=True)
            return False
        return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("Saving", text)
