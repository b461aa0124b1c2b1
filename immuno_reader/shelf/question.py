"""Questions that a reader takes to the appointment, and the answers that come back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from immuno_reader.identity import ItemId, SectionRef
from immuno_reader.shelf.bookmark import NOTHING, Anchor, new_id


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the reader's, or one that a section suggests and the reader took over."""

    id: ItemId
    text: str
    answer: str = ""
    is_done: bool = False
    """Whether it has been asked."""
    section: SectionRef | None = None
    """Which section suggested it."""
    title: str = ""
    """Of that section."""
    anchor: Anchor | None = None
    """Which words of the section they are, in its language."""
    created: str = ""
    modified: str = ""
    other: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    """What a later version wrote and this one does not know; it is kept."""


def new_question(
    text: str,
    *,
    section: SectionRef | None = None,
    title: str = "",
    anchor: Anchor | None = None,
) -> Question:
    """Return a question, on one line.

    Raises:
        ValueError: there are no words in it.
    """
    words = " ".join(text.split())
    if not words:
        raise ValueError("a question has words in it")
    return Question(new_id(), words, section=section, title=title, anchor=anchor)
