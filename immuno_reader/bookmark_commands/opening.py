"""The profile of a command: looked at as it is, or opened for changes."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from immuno_reader.errors import ReaderError, ShelfError, complain

# Late, all that is of the shelf: other commands do not wait for it.
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.shelf.profile import Profile
    from immuno_reader.shelf.verifying import Remark, Verified

_SAVING_S = 15.0
"""Longer than a lock is waited for, and than a slow disk takes."""
MEND = "The command bookmarks repair mends it."


@contextmanager
def opened(arguments: "Namespace", *, says: bool = True) -> "Iterator[Bookshelf]":
    """Open the bookshelf for a command; when the command is done with it, all is on the disk.

    Raises:
        ShelfError: what is there cannot be read, or what was done could not be saved.
    """
    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.shelf.profile import open_profile
    from immuno_reader.shelf.verifying import verify

    profile = open_profile(arguments.profile)
    # A bookshelf would go on with what it cannot read, and keep all for a window; there is none.
    verify(profile)
    troubles: list[ShelfError] = []
    shelf = Bookshelf(profile, failed=troubles.append)
    if says and shelf.notice:
        complain(shelf.notice)
    try:
        yield shelf
        if not shelf.flush(_SAVING_S):
            happened = troubles[-1].happened if troubles else "Saving took too long."
            if not profile.is_writable:
                happened = f"Nothing can be written in {profile.folder}."
            raise ShelfError(happened, kept="What was kept before is as it was.")
    finally:
        shelf.close()


def profile_of(arguments: "Namespace", *, is_new: bool = False) -> "Profile":
    """Return the profile that is to be looked at.

    Args:
        arguments: what was given.
        is_new: whether it need not exist.

    Raises:
        ReaderError: one was named that does not exist.
    """
    from immuno_reader.shelf.profile import find_profile

    profile = find_profile(arguments.profile)
    if arguments.profile is not None and not is_new and not profile.folder.is_dir():
        raise ReaderError(f"There is no folder {profile.folder}.")
    return profile


def looked_at(arguments: "Namespace", *, is_new: bool = False) -> "Verified":
    """Return what is kept, and complain of what is wrong with it."""
    from immuno_reader.shelf.verifying import verify

    verified = verify(profile_of(arguments, is_new=is_new))
    if wrong := [remark.text for remark in verified.remarks if remark.is_wrong]:
        complain(" ".join((*wrong, MEND)))
    return verified


def told(remarks: "Sequence[Remark]") -> list[dict[str, object]]:
    """Return remarks as JSON."""
    return [
        {"wrong": remark.is_wrong, "text": remark.text, "ids": remark.ids} for remark in remarks
    ]
