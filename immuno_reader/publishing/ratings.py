"""What readers who did not write a pack found it to be worth: its ``ratings.yaml``."""

from collections.abc import Iterator

from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.nodes import Fields, Node
from immuno_reader.publishing.source import Rating

RATINGS = "ratings.yaml"
INSTRUMENTS = ("pemat_understandability", "pemat_actionability", "cdc")
"""PEMAT-P's two scores and that of the CDC Clear Communication Index, each in per cent."""


def read_ratings(node: Node, findings: Findings) -> Iterator[Rating]:
    """Yield the ratings of a ``ratings.yaml``, a list of mappings."""
    fields = Fields(Node({"ratings": node}, node.line), findings, "ratings-type")
    for rating in fields.mappings("ratings"):
        if rating.is_mapping:
            yield Rating(
                chapter=rating.text("chapter"),
                language=rating.text("language"),
                rater=rating.text("rater"),
                date=rating.date("date"),
                text=rating.text("text"),
                scores={name: rating.text(name) for name in INSTRUMENTS if rating.text(name)},
                line=rating.line,
            )
