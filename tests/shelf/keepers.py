"""Programs of ``keeper.py``, started and killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
KEEPER = Path(__file__).with_name("keeper.py")


def keeper(*arguments: object) -> "subprocess.Popen[str]":
    """Start a program that keeps bookmarks."""
    return subprocess.Popen(
        [sys.executable, str(KEEPER), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


class Keepers:
    """Programs that keep bookmarks in one folder, one after another."""

    def __init__(self, folder: Path) -> None:
        self._nursery = keeper(folder)
        self._pid = 0

    def __enter__(self) -> "Keepers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._nursery.communicate(timeout=30)

    def start(self, line: str = "") -> None:
        """Start one; it ends before a certain call if the line says which, or when killed."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(line + "\n")
        self._nursery.stdin.flush()
        self._pid = int(self._line())

    def hear(self, count: int) -> set[str]:
        """Wait until it has said of so many that they are on the disk; return them."""
        return {self._line() for _ in range(count)}

    def kill(self) -> set[str]:
        """Kill it; return what it had said besides."""
        os.kill(self._pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> set[str]:
        """Wait for its end; return what it had said besides."""
        certain = set()
        while (line := self._line()) != "ended":
            certain.add(line)
        return certain

    def _line(self) -> str:
        assert self._nursery.stdout is not None
        line = self._nursery.stdout.readline()
        assert line, "the program has gone"
        return line.strip()
