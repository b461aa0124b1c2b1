"""Work in another thread that the window must not feel."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = 0.0005
"""For how long one thread may hold the interpreter while the other waits. With Python's own 5 ms
the window, which lets go of it a few times for each thing that it draws, would wait at each."""


@contextmanager
def unfelt() -> Iterator[None]:
    """Work with short turns of the interpreter, and collect no garbage meanwhile.

    Looking through much that is new for what can be thrown away would stop the window for 50 ms
    and more. What is done so must leave nothing that only this would find.
    """
    sys.setswitchinterval(_TURN_S)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
