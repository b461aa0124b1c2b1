"""A YAML document as plain nodes that know their lines, and fields read by their right types."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from immuno_reader.publishing.findings import Findings

Value: TypeAlias = "str | Sequence[Node] | Mapping[str, Node]"

_NULLS = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or a mapping. Every scalar is the text its author typed, also a date."""

    value: Value
    line: int

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was given, as in ``key:``."""
        return isinstance(self.value, str) and self.value in _NULLS

    @property
    def shape(self) -> str:
        """What it is, in an author's words."""
        if isinstance(self.value, str):
            return "text"
        return "a mapping" if isinstance(self.value, Mapping) else "a list"


class Fields:
    """The fields of one mapping; what has the wrong type is found and left out.

    Args:
        node: the mapping; anything else is found, and has no fields.
        findings: held open at the file.
        rule: the name under which wrong types are found.
    """

    def __init__(self, node: Node, findings: Findings, rule: str) -> None:
        self.line = node.line
        self._findings = findings
        self._rule = rule
        self._nodes: Mapping[str, Node] = {}
        if isinstance(node.value, Mapping):
            self._nodes = node.value
        elif not node.is_empty:
            self._wrong(node, "This", "a mapping of names to values")

    @property
    def is_mapping(self) -> bool:
        """Tell whether there are any fields at all."""
        return bool(self._nodes)

    def line_of(self, key: str) -> int:
        """Return the line of a field, or of the whole mapping where the field is missing."""
        return self._nodes[key].line if key in self._nodes else self.line

    def text(self, key: str) -> str:
        """Return a text, trimmed; empty where it is missing."""
        node = self._given(key)
        if node is None:
            return ""
        if isinstance(node.value, str):
            return node.value.strip()
        self._wrong(node, f"“{key}”", "text")
        return ""

    def date(self, key: str) -> str:
        """Return an ISO date, or empty."""
        text = self.text(key)
        try:
            return date.fromisoformat(text[:10]).isoformat() if text else ""
        except ValueError:
            self._findings.warning(
                self.line_of(key), self._rule, f"“{key}” should be a date such as 2026-11-24."
            )
            return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without the empty ones; a single text counts as a list of one."""
        node = self._given(key)
        if node is None:
            return ()
        if isinstance(node.value, str):
            self._wrong(node, f"“{key}”", "a list")
            return (node.value.strip(),)
        if isinstance(node.value, Mapping):
            self._wrong(node, f"“{key}”", "a list")
            return ()
        return tuple(self._texts(key, node.value))

    def mappings(self, key: str) -> Iterator["Fields"]:
        """Yield the mappings of a list."""
        for item in self._items(key):
            yield Fields(item, self._findings, self._rule)

    def inside(self, key: str) -> "Fields":
        """Return the fields of a mapping inside this one; without any where it is missing."""
        node = self._given(key)
        return Fields(node or Node("", self.line_of(key)), self._findings, self._rule)

    def named(self) -> Iterator[tuple[str, "Fields"]]:
        """Yield every field by its name, each of which should be a mapping."""
        for key, node in self._nodes.items():
            yield key, Fields(node, self._findings, self._rule)

    def texts_or_mappings(self, key: str) -> Iterator[tuple[str, "Fields"]]:
        """Yield the items of a list that may be texts or mappings: the text, or the fields."""
        for item in self._items(key):
            if isinstance(item.value, str):
                yield item.value.strip(), Fields(Node("", item.line), self._findings, self._rule)
            else:
                yield "", Fields(item, self._findings, self._rule)

    @property
    def lines(self) -> Mapping[str, int]:
        """The line of every field."""
        return {key: node.line for key, node in self._nodes.items()}

    def _given(self, key: str) -> Node | None:
        node = self._nodes.get(key)
        return None if node is None or node.is_empty else node

    def _items(self, key: str) -> Sequence[Node]:
        node = self._given(key)
        if node is None:
            return ()
        if isinstance(node.value, str | Mapping):
            self._wrong(node, f"“{key}”", "a list")
            return ()
        return node.value

    def _texts(self, key: str, nodes: Sequence[Node]) -> Iterator[str]:
        for node in nodes:
            if not isinstance(node.value, str):
                self._wrong(node, f"An item of “{key}”", "text")
            elif not node.is_empty and node.value.strip():
                yield node.value.strip()

    def _wrong(self, node: Node, what: str, wanted: str) -> None:
        self._findings.warning(
            node.line, self._rule, f"{what} should be {wanted}, and is {node.shape}."
        )
