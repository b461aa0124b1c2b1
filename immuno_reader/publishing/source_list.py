"""Where facts come from: the ``sources.yaml`` of a pack, and the lists that name its keys."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from immuno_reader.library.book import Source
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.nodes import Fields

SOURCES = "sources.yaml"

Known = Mapping[str, Source]
"""The records of ``sources.yaml`` by key."""

NO_LIST: Known = MappingProxyType({})


class SourceList(NamedTuple):
    """What a ``sources.yaml`` says."""

    records: Known
    standing: Mapping[str, str]
    """Why some of them are still good although they are old, by key."""


_NO = ("", "no", "false")


def read_source_list(fields: Fields) -> SourceList:
    """Return what a ``sources.yaml`` says, a mapping of keys to records."""
    records = {key: source for key, source in fields.named() if source.is_mapping}
    reasons = {key: source.text("stands") for key, source in records.items()}
    return SourceList(
        {key: _record(key, source) for key, source in records.items()},
        {key: reason for key, reason in reasons.items() if reason},
    )


def read_sources(fields: Fields, known: Known, findings: Findings) -> tuple[Source, ...]:
    """Return the sources that a section names: keys of the list, or records of its own.

    Args:
        fields: the head of the section.
        known: what the pack lists.
        findings: held open at the section.
    """
    return tuple(_sources(fields, known, findings))


def find_unknown(keys: Mapping[str, int], known: Known, findings: Findings) -> None:
    """Add a finding for each key, given with its line, that the list does not have."""
    for key, line in keys.items():
        if key not in known:
            why = f"{SOURCES} has no “{key}”." if known else f"“{key}” needs a {SOURCES} to be in."
            findings.error(line, "source-unknown", why)


def _sources(fields: Fields, known: Known, findings: Findings) -> Iterator[Source]:
    for key, source in fields.texts_or_mappings("sources"):
        if source.is_mapping:
            yield _record(source.text("key"), source)
        elif key in known:
            yield known[key]
        elif key:
            find_unknown({key: source.line}, known, findings)


def _record(key: str, fields: Fields) -> Source:
    return Source(
        key=key,
        publisher=fields.text("publisher"),
        title=fields.text("title"),
        date=fields.text("date"),
        seen=fields.text("seen"),
        address=fields.text("address"),
        second_hand=fields.text("second_hand").casefold() not in _NO,
    )
