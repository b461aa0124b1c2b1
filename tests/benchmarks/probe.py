"""Runs a window program until it has painted, prints when that was and what it held, and stops.

Usage: probe.py floor FILE.html | probe.py reader [ARGUMENT]...

The clock starts where the parent set it, before this process existed (``PROBE_START``, in
nanoseconds of the monotonic clock). Painted is the last time the window was drawn before it was
left alone for ``QUIET_MS``. Memory is the proportional set size (PSS) then.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

QUIET_MS = 1200


class _Probe(QObject):
    """Notes when the window is drawn."""

    def __init__(self, start_ns: int) -> None:
        super().__init__()
        self._start_ns = start_ns
        self._painted_ns = 0
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._report)
        self._quiet.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Expose, QEvent.Type.Paint):
            # The drawing itself comes after the event: look again once it is done.
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self._painted_ns = time.monotonic_ns()
        self._quiet.start()

    def _report(self) -> None:
        painted_ms = (self._painted_ns - self._start_ns) / 1e6
        print(json.dumps({"painted_ms": painted_ms, "pss_mib": _pss_mib()}), flush=True)
        QApplication.closeAllWindows()
        QApplication.exit(0)


def _pss_mib() -> float:
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this kernel tells no PSS")


def main() -> None:
    """Run the program named, with a probe at its event loop."""
    start_ns = int(os.environ["PROBE_START"])
    run = QApplication.exec

    def watched_exec(*_: object) -> int:
        probe = _Probe(start_ns)
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(probe)
        return run()

    QApplication.exec = watched_exec  # type: ignore[method-assign]
    kind, *arguments = sys.argv[1:]
    sys.argv = [kind, *arguments]
    if kind == "floor":
        from runpy import run_path

        run_path(str(Path(__file__).with_name("floor.py")), run_name="__main__")
    else:
        from immuno_reader.cli import main as read

        sys.exit(read(arguments))


if __name__ == "__main__":
    main()
