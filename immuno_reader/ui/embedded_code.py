"""The Python code that PySide carries in its libraries, compiled once and not at each start.

It is three thousand lines, from which PySide makes signatures and messages of error. They have no
files, so Python's own cache does not know them, and compiling and running them is a third of what
importing PySide costs. Here they get a cache beside this module's.
"""

import builtins
import importlib.util
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import CodeType
from typing import Any, TypeAlias
from zlib import crc32

_PLACE = "shibokensupport/"
_UNUSED = ("signature/lib/pyi_generator.py", "signature/lib/enum_sig.py")
"""What writes PySide's stub files, and nothing else uses; it is left out."""

_Key = tuple[str, int, int]
_Any: TypeAlias = Any
"""What ``compile`` takes and gives."""


@contextmanager
def compiled_once(cache: Path | None = None) -> Iterator[None]:
    """Take the code from the cache while PySide is imported, and put there what it lacks.

    Args:
        cache: the file to keep it in, where that is not Python's cache of this module.
    """
    file = cache or Path(importlib.util.cache_from_source(__file__)).with_suffix(".shiboken")
    kept = _read(file)
    known = len(kept)
    pythons_own = builtins.compile

    def compile_(source: _Any, filename: _Any, mode: str, *others: _Any, **options: _Any) -> _Any:
        is_carried = type(source) is bytes and str(filename).startswith(_PLACE)
        if not is_carried or mode != "exec" or others or options:
            return pythons_own(source, filename, mode, *others, **options)
        if filename.endswith(_UNUSED):
            source = b""
        key = filename, len(source), crc32(source)
        if key not in kept:
            kept[key] = pythons_own(source, filename, mode)
        return kept[key]

    builtins.compile = compile_
    try:
        yield
    finally:
        builtins.compile = pythons_own
        if len(kept) > known and not sys.dont_write_bytecode:
            _write(file, kept)


def _read(file: Path) -> dict[_Key, CodeType]:
    try:
        data = file.read_bytes()
        if not data.startswith(importlib.util.MAGIC_NUMBER):
            return {}
        kept = marshal.loads(data[len(importlib.util.MAGIC_NUMBER) :])
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(file: Path, kept: dict[_Key, CodeType]) -> None:
    unfinished = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # the next start compiles them again
        file.parent.mkdir(exist_ok=True)
        unfinished.write_bytes(importlib.util.MAGIC_NUMBER + marshal.dumps(kept))
        unfinished.replace(file)
