"""Saying a term aloud with the computer's own speech, where it has one."""

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from PySide6.QtTextToSpeech import QTextToSpeech

_BEST_FIRST = ("winrt", "sapi", "darwin", "macos", "android", "speechd", "flite", "mock")
_SPEECHD_LIBRARY = "libspeechd.so.2"


class Pronouncer(QObject):
    """Says words in a language, and knows when it cannot.

    Signals:
        availability_changed: an engine or a voice turned out to be missing, or died.
    """

    availability_changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, not_real: "Container[str]" = ("mock",)
    ) -> None:
        """Make a silent pronouncer; nothing is loaded until it is asked.

        Args:
            parent: the owner.
            not_real: engines that make no sound, which do not count.
        """
        super().__init__(parent)
        self._not_real = not_real
        self._engines: Sequence[str] | None = None
        self._speech: QTextToSpeech | None = None

    def can_say(self, language: str) -> bool:
        """Return whether a term can be said in a language, as far as is known by now.

        The first call looks for the engines' files, which takes less than a millisecond; whether
        an engine works and has the voice shows when it first speaks.
        """
        if self._engines is None:
            self._engines = [name for name in _installed() if name not in self._not_real]
        if self._speech is not None:
            return self._voice_locale(language) is not None
        return bool(self._engines)

    def say(self, text: str, language: str) -> None:
        """Say a text, and stop what is being said."""
        if self.can_say(language) and self._speech is None:
            self._speech = self._start()
        locale = self._voice_locale(language)
        if self._speech is None or locale is None:
            self.availability_changed.emit()
            return
        self._speech.stop()
        if self._speech.locale() != locale:
            self._speech.setLocale(locale)
        self._speech.say(text)

    def stop(self) -> None:
        """Say no more."""
        if self._speech is not None:
            self._speech.stop()

    def _start(self) -> "QTextToSpeech | None":
        """Return the best engine that works; forget those that do not."""
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ImportError:
            self._engines = ()
            return None
        for name in self._engines or ():
            speech = QTextToSpeech(name, self)
            if speech.state() != QTextToSpeech.State.Error:
                speech.errorOccurred.connect(self._give_up)
                return speech
            speech.deleteLater()
        self._engines = ()
        return None

    def _give_up(self) -> None:
        if self._speech is not None:
            self._speech.deleteLater()
        self._speech, self._engines = None, ()
        self.availability_changed.emit()

    def _voice_locale(self, language: str) -> QLocale | None:
        if self._speech is None:
            return None
        wanted, present = QLocale(language), self._speech.locale()
        # The reader's own voice first: British or American is theirs to choose.
        for locale in (present, *self._speech.availableLocales()):
            if locale.language() == wanted.language():
                return locale
        return None


def _installed() -> list[str]:
    """Return the engines whose plug-ins are there and could load, best first.

    Asking Qt would load its multimedia library, and log an error for every engine that cannot
    load, so the files are looked at instead.
    """
    found = {
        file.stem.removeprefix("lib").removeprefix("qtexttospeech_")
        for folder in QCoreApplication.libraryPaths()
        for file in Path(folder, "texttospeech").glob("*qtexttospeech_*")
    }
    if "speechd" in found and not _loads(_SPEECHD_LIBRARY):
        found.discard("speechd")
    return [name for name in _BEST_FIRST if name in found]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
