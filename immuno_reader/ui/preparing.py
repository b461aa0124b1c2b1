"""Compiling a library in a process of its own, so that reading goes on meanwhile."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from immuno_reader.errors import PackError, ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QProcess

    from immuno_reader.identity import SectionRef


class Preparing(QObject):
    """Runs ``compile`` on packs and tells how far it is.

    Signals:
        partial: a library with all contents but one text is there already: its file.
        progressed: sections done, and sections in all.
        finished: the whole library is there: its file.
        failed: nothing was made: a ``ReaderError``.
    """

    partial = Signal(Path)
    progressed = Signal(int, int)
    finished = Signal(Path)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start nothing yet."""
        super().__init__(parent)
        self._process: QProcess | None = None
        self._unread = b""
        self._outcome: dict[str, Any] = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong in the packs last compiled, each with its file and line."""
        return tuple(self._outcome.get("errors", ()))

    @property
    def is_running(self) -> bool:
        """Whether a library is being compiled."""
        return self._process is not None

    def start(
        self,
        packs: "Sequence[Path]",
        into: Path,
        *,
        first: "SectionRef | str | None",
        language: str,
    ) -> None:
        """Compile packs into a file, beginning with the section that the reader is on."""
        if self._process is not None:
            return
        arguments = ["-m", "immuno_reader", "compile", "--progress", "--into", str(into)]
        for pack in packs:
            arguments += ["--pack", str(pack)]
        if first:
            arguments += ["--first", str(first)]
        if language:
            arguments += ["--lang", language]
        from PySide6.QtCore import QProcess  # a start whose book is ready needs none

        self._unread, self._outcome = b"", {}
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._could_not)
        process.start(sys.executable, arguments)

    def stop(self) -> None:
        """Give up; what the child has half made is cleared away by a later one."""
        if self._process is not None:
            process, self._process = self._process, None
            process.finished.disconnect(self._end)
            process.errorOccurred.disconnect(self._could_not)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        self._unread += self._process.readAllStandardOutput().data()
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            self._hear(line)

    def _hear(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            return
        if "partial" in message:
            self.partial.emit(Path(message["partial"]))
        elif "done" in message:
            self.progressed.emit(message["done"], message["total"])
        else:
            self._outcome = message

    def _end(self) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        if "library" in self._outcome:
            self.finished.emit(Path(self._outcome["library"]))
            return
        error = self._outcome.get("error")
        if error:
            self.failed.emit(
                PackError(
                    error["happened"],
                    kept=error.get("kept", ""),
                    advice=error.get("advice", ""),
                    file=Path(error["where"]) if error.get("where") else None,
                )
            )
            return
        detail = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        last = detail.splitlines()[-1] if detail else ""
        self.failed.emit(ReaderError("The book could not be prepared.", advice=last))

    def _could_not(self, error: "QProcess.ProcessError") -> None:
        if error == error.FailedToStart:
            self._end()
