"""Where links lead and which pictures are shown: only inside the pack, or named web addresses."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from immuno_reader.identity import PackId, SectionId
from immuno_reader.publishing.pack_files import resolve
from immuno_reader.publishing.source import Edition, Severity

OUTSIDE_SCHEMES = ("http", "https", "mailto", "tel")
"""Addresses that are kept as they are; nothing opens them unasked."""

_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*):")


class Picture(NamedTuple):
    """A picture of the pack."""

    address: str
    width: int
    height: int


class Broken(NamedTuple):
    """A link or a picture that does not do what its author meant."""

    severity: Severity
    rule: str
    message: str


class Link(NamedTuple):
    """Where a link leads; nowhere when ``address`` is empty."""

    address: str
    broken: Broken | None = None


class Targets:
    """Knows what there is in one edition of a pack."""

    def __init__(
        self,
        edition: Edition,
        pack: PackId,
        anchors: Callable[[SectionId], frozenset[str]],
    ) -> None:
        """Look up what lies where.

        Args:
            edition: the edition.
            pack: the pack that it is of.
            anchors: tells which anchors the headings of a section have.
        """
        self._edition = edition
        self._pack = pack
        self._anchors = anchors
        self._sections: Mapping[str, SectionId] = {
            section.path.as_posix(): id for id, section in edition.sections.items()
        }

    def link(self, base: str, target: str) -> Link:
        """Return where a link in a file leads.

        Args:
            base: the path of the file in the edition.
            target: what the link says.
        """
        scheme = _scheme(target)
        if scheme in OUTSIDE_SCHEMES:
            return Link(target.strip())
        if scheme or target.startswith(("//", "\\\\")):
            message = f"The address {_quoted(target)} is refused."
            return Link("", Broken("error", "link-refused", message))
        if not target.strip():
            return Link("", Broken("warning", "link-empty", "This link leads nowhere."))
        path = resolve(base, target)
        if path is None:
            message = f"The link {_quoted(target)} leads out of the pack."
            return Link("", Broken("error", "link-outside", message))
        section = self._section_at(path)
        if section is None:
            message = f"The link {_quoted(target)} leads to no section of the pack."
            return Link("", Broken("error", "link-missing", message))
        address = f"section:{self._pack}/{section}"
        anchor = unquote(target.partition("#")[2])
        if not anchor:
            return Link(address)
        if anchor not in self._anchors(section):
            message = f"{path} has no heading {_quoted('#' + anchor)}; the link leads to its top."
            return Link(address, Broken("warning", "link-anchor-missing", message))
        return Link(f"{address}#{anchor}")

    def picture(self, base: str, target: str) -> Picture | Broken:
        """Return a picture that a file shows, or why it cannot be shown."""
        if _scheme(target) or target.startswith(("//", "\\\\")) or not target.strip():
            message = f"Pictures come from the pack only, not from {_quoted(target)}."
            return Broken("error", "image-refused", message)
        path = resolve(base, target)
        if path is None:
            message = f"The picture {_quoted(target)} lies outside the pack."
            return Broken("error", "image-outside", message)
        image = self._edition.images.get(path)
        if image is None:
            return Broken("error", "image-missing", f"The pack has no picture {path}.")
        address = f"image:{self._pack}/{self._edition.language}/{path}"
        return Picture(address, image.width, image.height)

    def _section_at(self, path: str) -> SectionId | None:
        path = path.rstrip("/")
        stem = path.removesuffix(".html")
        for name in (path, f"{path}.md", f"{stem}.md", f"{path}/index.md", f"{path}/README.md"):
            if name in self._sections:
                return self._sections[name]
        return None


def _scheme(target: str) -> str:
    found = _SCHEME.match(target)
    return found[1].lower() if found else ""


def _quoted(target: str) -> str:
    shown = target if len(target) <= 80 else target[:79] + "…"
    return f"“{shown}”"
