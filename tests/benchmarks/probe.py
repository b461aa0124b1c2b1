"""Runs a window program until it has painted, prints when that was and what it held, and stops.

Usage: probe.py floor FILE.html | probe.py reader [ARGUMENT]...

The clock starts where the parent set it, before this process existed (``PROBE_START``, in
nanoseconds of the monotonic clock). Painted is the last time the window was drawn before it was
left alone for ``QUIET_MS``. Memory is the proportional set size (PSS) then.

Nothing is imported here that Python had not imported already, before the program does so: what it
needs of Python's own library and of Qt, and how it imports them, is measured too.
"""

import os
import sys
import time

TYPE_CHECKING = False  # typing's own would have to be imported
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from PySide6.QtCore import QObject

QUIET_MS = 1200


class _AfterImport:
    """Finds a module as Python would, and does something once it is there."""

    def __init__(self, name: str, then: "Callable[[], None]") -> None:
        self._name = name
        self._then = then
        sys.meta_path.insert(0, self)

    def find_spec(
        self, fullname: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        if fullname != self._name:
            return None
        sys.meta_path.remove(self)
        found = next(
            spec for finder in sys.meta_path if (spec := finder.find_spec(fullname, path, target))
        )
        assert found.loader is not None
        self._loader = found.loader
        found.loader = self  # type: ignore[assignment]
        return found

    def create_module(self, spec: "ModuleSpec") -> "ModuleType | None":
        return self._loader.create_module(spec)

    def exec_module(self, module: "ModuleType") -> None:
        self._loader.exec_module(module)
        self._then()


def _watch() -> None:
    """Put a watch on the windows of the program when its event loop begins."""
    from PySide6.QtWidgets import QApplication

    run = QApplication.exec

    def watched_exec(*_: object) -> int:
        watch = _watch_windows(int(os.environ["PROBE_START"]))
        code = run()
        del watch
        return code

    QApplication.exec = watched_exec  # type: ignore[method-assign]


def _watch_windows(start_ns: int) -> "QObject":
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        """Notes when a window is drawn."""

        def __init__(self) -> None:
            super().__init__()
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
            painted_ms = (self._painted_ns - start_ns) / 1e6
            print(f'{{"painted_ms": {painted_ms}, "pss_mib": {_pss_mib()}}}', flush=True)
            QApplication.closeAllWindows()
            QApplication.exit(0)

    watch = Watch()
    for window in QGuiApplication.topLevelWindows():
        window.installEventFilter(watch)
    return watch


def _pss_mib() -> float:
    from pathlib import Path

    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this kernel tells no PSS")


def main() -> None:
    """Run the program named, with a watch at its event loop."""
    _AfterImport("PySide6.QtWidgets", _watch)
    kind, *arguments = sys.argv[1:]
    sys.argv = [kind, *arguments]
    if kind == "floor":
        from floor import main as show  # type: ignore[import-not-found]

        sys.exit(show())
    else:
        from immuno_reader.cli import main as read

        sys.exit(read(arguments))


if __name__ == "__main__":
    main()
