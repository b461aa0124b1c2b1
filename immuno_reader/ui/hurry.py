"""What makes the start quick, and ends when the first page is painted."""

import builtins
import gc
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from immuno_reader.ui.embedded_code import compiled_once
from immuno_reader.ui.quick_enums import quick_enums
from immuno_reader.ui.waiting_modules import waiting_modules

if TYPE_CHECKING:
    from collections.abc import Callable

_FULL_AFTER = 1_000
"""After so many collections of what is rather new, garbage is looked for everywhere. That holds the
window up for 40 ms where ten thousand bookmarks are listed, and what it throws away is new."""


def hurry() -> "tuple[Callable[[], None], ...]":
    """Begin; to be called before anything of Qt is imported.

    Returns:
        what ends it, in steps that each keep the window waiting for a moment only.
    """
    enums, modules = ExitStack(), ExitStack()
    enums.enter_context(quick_enums())
    modules.enter_context(waiting_modules("inspect", "tempfile", "traceback"))
    # Nothing that the start makes is garbage, but looking for some takes a twentieth of it.
    gc.disable()
    _import_plainly()
    return enums.close, modules.close, _collect_from_now_on


def _collect_from_now_on() -> None:
    gc.freeze()  # what is there now stays, and is not looked at again
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _FULL_AFTER)
    gc.enable()


def _import_plainly() -> None:
    """Import PySide without its replacement of ``import``.

    It reads the source of each module imported afterwards, to see whether it asks for
    ``__feature__``, which this program does not use; of some while it is itself imported, unless
    it is told that there is none.
    """
    inspect = vars(sys.modules["inspect"])
    is_waiting = "getsource" not in inspect
    if is_waiting:
        inspect["getsource"] = _has_none
    try:
        with compiled_once():
            import PySide6  # noqa: F401  it is this that replaces it
    finally:
        builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
        if is_waiting and inspect["getsource"] is _has_none:
            del inspect["getsource"]


def _has_none(module: object) -> str:
    raise OSError(f"{module} is not looked into")
