"""The day that it is where the reader is, and when it becomes another."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_BEHIND_MS = 500
"""So long after midnight it is looked at, as no timer is exact."""


def now() -> datetime:
    """Return the moment, in the reader's own time."""
    return datetime.now()


def today() -> date:
    """Return the day."""
    return now().date()


class Day(QObject):
    """Tells of each new day while a window stays open.

    Signals:
        changed: it is another day than before.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin with today."""
        super().__init__(parent)
        self._known = today()
        self._midnight = QTimer(self, singleShot=True)
        # Another kind of timer may be late by a twentieth of the day.
        self._midnight.setTimerType(Qt.TimerType.PreciseTimer)
        self._midnight.timeout.connect(self._look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # A computer that slept, or whose clock was set, knows of no midnight.
            application.applicationStateChanged.connect(self._look)
        self._wait()

    def _look(self, *_: object) -> None:
        self._wait()
        if self._known != today():
            self._known = today()
            self.changed.emit()

    def _wait(self) -> None:
        moment = now()
        midnight = datetime.combine(moment.date() + timedelta(days=1), time())
        left_ms = round((midnight - moment) / timedelta(milliseconds=1))
        self._midnight.start(left_ms + _BEHIND_MS)
