"""The Python code that PySide carries in its libraries: compiled once, and run when it is needed.

It is three thousand lines, from which PySide makes signatures, help and messages of error. They
have no files, so Python's own cache does not know them, and compiling and running them all is
half of what importing PySide costs. Here they get a cache beside this module's, and most of them
are run only when somebody asks for what they define.
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
_RUN_AT_ONCE = ("__init__.py", "feature.py", "importhandler.py", "loader.py", "mapping.py")
"""What PySide needs to import its modules; all else waits."""
_WAITING = b"""
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from immuno_reader.ui.embedded_code import run_waiting
    run_waiting(globals())
    return globals()[name] if name in globals() else __getattr__(name)
"""
"""What stands in for a module until it is asked for a name (PEP 562)."""

_Key = tuple[str, int, int]
_Any: TypeAlias = Any
"""What ``compile`` takes and gives."""

_waiting: dict[str, CodeType] = {}


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

    def compiled(source: bytes, filename: str) -> CodeType:
        key = filename, len(source), crc32(source)
        if key not in kept:
            kept[key] = pythons_own(source, filename, "exec")
        return kept[key]

    def compile_(source: _Any, filename: _Any, mode: str, *others: _Any, **options: _Any) -> _Any:
        is_carried = type(source) is bytes and str(filename).startswith(_PLACE)
        if not is_carried or mode != "exec" or others or options:
            return pythons_own(source, filename, mode, *others, **options)
        code = compiled(source, filename)
        if filename.endswith(_RUN_AT_ONCE):
            return code
        _waiting[filename.removesuffix(".py").replace("/", ".")] = code
        return compiled(_WAITING, filename)

    builtins.compile = compile_
    try:
        yield
    finally:
        builtins.compile = pythons_own
        if len(kept) > known and not sys.dont_write_bytecode:
            _write(file, kept)


def run_waiting(module: dict[str, Any]) -> None:
    """Run the code of a module that waits for it, in place of what stood in for it."""
    del module["__getattr__"]
    exec(_waiting.pop(module["__name__"]), module)


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
