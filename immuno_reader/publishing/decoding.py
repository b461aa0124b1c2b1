"""Turning the bytes of a text file into clean text, whatever wrote them."""

import codecs
import re
from typing import NamedTuple

from immuno_reader.publishing.findings import Findings

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")

_JUNK_SHARE = 0.05
"""The share of unreadable characters from which on a file is no text at all."""
_FEW = 8
"""Unreadable characters that a short text may have and still be one."""


class Decoded(NamedTuple):
    """What a file says."""

    text: str
    """Without byte order mark and control characters; line ends are ``\\n``."""
    is_text: bool
    """False for a picture, a program or the like under the name of a text."""


def decode(data: bytes, findings: Findings) -> Decoded:
    """Return the text of a file, with U+FFFD for what is not UTF-8."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
        findings.warning(1, "text-utf-16", "This file is UTF-16; save it as UTF-8.")
    text, bad_at = _decoded(data, encoding)
    text = _LINE_END.sub("\n", text)
    cleaned, controls = _CONTROL.subn("", text)
    unreadable = controls + (text.count("\ufffd") if bad_at is not None else 0)
    if unreadable > max(_FEW, _JUNK_SHARE * len(text)):
        return Decoded(cleaned, is_text=False)
    if bad_at is not None:
        line = data.count(b"\n", 0, bad_at) + 1
        findings.error(line, "text-not-utf-8", "This file is not UTF-8; save it as UTF-8.")
    if controls:
        first = _CONTROL.search(text)
        line = text.count("\n", 0, first.start()) + 1 if first else 0
        findings.warning(line, "text-control", "Control characters were left out.")
    return Decoded(cleaned, is_text=True)


def _decoded(data: bytes, encoding: str) -> tuple[str, int | None]:
    """Return the text, and where the first byte stands that is none."""
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        return data.decode(encoding, "replace"), error.start
