"""Faults of the disk, at any one of the calls that a piece of work makes to the system."""

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

NUMBERS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)

_CALLS = {
    os: (
        "open", "write", "fsync", "fstat", "stat", "lstat", "readlink", "replace", "rename",
        "link", "unlink", "mkdir", "listdir", "scandir", "fchmod", "ftruncate",
    ),
    io: ("open",),
}  # fmt: skip
"""All that ``durable`` asks of the system, by itself or through ``pathlib``."""


class Calls:
    """Stands between the program and the system, and counts what is asked of it.

    Args:
        at: told the number of each call, from 0, and its name, before it is made.
    """

    def __init__(self, at: Callable[[int, str], None] = lambda number, name: None) -> None:
        self.names: list[str] = []
        self._at = at

    def _instead(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:  # noqa: ANN401  as os has it
            number = len(self.names)
            self.names.append(name)
            self._at(number, name)
            return real(*given, **named)

        return called

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear every call until the end."""
        real = {}
        for module, names in self._modules().items():
            for name in names:
                if hasattr(module, name):
                    real[module, name] = getattr(module, name)
                    setattr(module, name, self._instead(name, real[module, name]))
        try:
            yield
        finally:
            for (module, name), call in real.items():
                setattr(module, name, call)

    @staticmethod
    def _modules() -> dict[Any, tuple[str, ...]]:
        if sys.platform == "win32":
            return dict(_CALLS)
        import fcntl

        return {**_CALLS, fcntl: ("flock",)}


def failing(number: int, wanted: Callable[[int], bool]) -> Callable[[int, str], None]:
    """Return what lets those calls fail whose place is wanted."""

    def fail(place: int, name: str) -> None:
        if wanted(place):
            raise OSError(number, os.strerror(number), name)

    return fail
