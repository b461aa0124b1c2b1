"""Parts that are made when they are first needed, so that the start does not wait for them."""

from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class Late(Generic[_T]):
    """Something that costs time to make; called, it is there.

    Whoever calls while another thread is making it waits for that, so that there is only one.
    """

    def __init__(self, make: "Callable[[], _T]") -> None:
        """Make nothing yet."""
        self._make = make
        self._made: _T | None = None
        self._lock = RLock()

    def __call__(self) -> _T:
        """Return it, made now if it was not."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    @property
    def made(self) -> _T | None:
        """What there is already, or None."""
        return self._made
