"""Stable ids for sections and terms that were not given one, and for those given one twice."""

import hashlib
import re
import unicodedata

LONGEST = 100
_UNSAFE = re.compile(r"[^a-z0-9._-]+")


def slug(text: str) -> str:
    """Return an id of lower-case ASCII letters, digits, ``.``, ``_`` and ``-``.

    What cannot be written so, such as a Chinese file name, leaves a short fingerprint of the text
    behind, so that different texts keep different ids. Empty only for an empty text.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    kept = re.sub(r"-{2,}", "-", _UNSAFE.sub("-", plain)).strip("-.")
    if len(kept) <= LONGEST and not any(letter.isalnum() and letter > "\x7f" for letter in plain):
        return kept or (_fingerprint(text) if text else "")
    return f"{kept[:LONGEST]}-{_fingerprint(text)}".lstrip("-")


def id_of_path(path: str) -> str:
    """Return the id of a file: its path without the ending, slashes as dashes."""
    return slug(re.sub(r"\.(?:md|markdown)$", "", path, flags=re.IGNORECASE).replace("/", "-"))


class UniqueIds:
    """Hands out every id once; the next that wants it gets a number."""

    def __init__(self) -> None:
        self._uses: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return the id if it is free, else the first free one of ``id-2``, ``id-3`` and so on."""
        taken = wanted
        while taken in self._uses:
            self._uses[wanted] += 1
            taken = f"{wanted}-{self._uses[wanted]}"
        self._uses[taken] = 1
        return taken


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
