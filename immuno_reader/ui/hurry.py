"""What makes the start quick, and ends when the first page is painted."""

import builtins
import gc
from contextlib import ExitStack
from typing import TYPE_CHECKING

from immuno_reader.ui.embedded_code import compiled_once
from immuno_reader.ui.quick_enums import quick_enums

if TYPE_CHECKING:
    from collections.abc import Callable


def hurry() -> "Callable[[], None]":
    """Begin; to be called before anything of Qt is imported.

    Returns:
        what ends it.
    """
    haste = ExitStack()
    haste.enter_context(quick_enums())
    # Nothing that the start makes is garbage, but looking for some takes a twentieth of it.
    gc.disable()
    haste.callback(gc.enable)
    _import_plainly()
    return haste.close


def _import_plainly() -> None:
    """Undo PySide's replacement of ``import``, for good.

    It reads the source of each module imported afterwards, to see whether it asks for
    ``__feature__``, which this program does not use.
    """
    with compiled_once():
        import PySide6  # noqa: F401  it is this that replaces it

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
