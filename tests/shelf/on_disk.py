"""What stands in a file of bookmarks, as any program that knows JSON would read it."""

import json
from pathlib import Path
from typing import Any


def records(file: Path) -> list[dict[str, Any]]:
    """Return what a file lists; it must be whole."""
    return listed(file.read_bytes())


def listed(data: bytes) -> list[dict[str, Any]]:
    """Return what the bytes of a file list; it must be whole."""
    whole = json.loads(data)
    (found,) = (whole[name] for name in LISTS if name in whole)
    assert isinstance(found, list)
    return found


def ids(file: Path) -> list[str]:
    """Return the ids in a file, in its order."""
    return [record["id"] for record in records(file)]


LISTS = ("annotations", "bookmarks")
"""What the list is called, in each version of the file."""
