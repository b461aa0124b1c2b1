"""Bookmarks for the panel's tests."""

from typing import Any

from hypothesis import strategies as st

from immuno_reader.identity import COLOURS, BlockId, ItemId, PackId, SectionId, SectionRef
from immuno_reader.shelf.bookmark import Anchor, Bookmark

PACK = PackId("book")


def ref(section: str, pack: str = PACK) -> SectionRef:
    return SectionRef(PackId(pack), SectionId(section))


def passage(start: int = 0, quote: str = "some words") -> Anchor:
    return Anchor("en", BlockId(""), start, start, start + len(quote), quote, "", "")


def kept(id: str, section: str = "", **more: Any) -> Bookmark:  # noqa: ANN401  as the dataclass
    """Return a bookmark of a section of the same name, made at noon on 24 November."""
    given: dict[str, Any] = {
        "title": f"Section {id}",
        "chapter": "The treatments",
        "created": "2026-11-24T12:00:00.000Z",
        **more,
    }
    where = given.pop("ref", ref(section or id))
    return Bookmark(id=ItemId(id), section=where, **given)


WORDS = ("Röntgen", "nurse", "Tuesday", "fever \u2013 call", "", "a b", "1", "ÉTÉ")


@st.composite
def shelves(draw: st.DrawFn) -> tuple[Bookmark, ...]:
    """Anything that may be kept, of sections that are there and of some that are not."""
    sections = st.sampled_from(["what", "why", "types", "antibodies", "gone", "lost"])
    packs = st.sampled_from([PACK, PACK, PackId("other")])
    stamps = st.sampled_from(
        ["2026-11-28T10:00:00.000Z", "2026-11-27T00:00:00Z", "2026-11-01T08:00:00Z", "2025-02-30",
         "2024-06-01T08:00:00+05:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "", "soon"]
    )  # fmt: skip
    count = draw(st.integers(0, 12))
    return tuple(
        kept(
            f"n{number}",
            ref=ref(draw(sections), draw(packs)),
            title=draw(st.sampled_from(WORDS)),
            label=draw(st.sampled_from(WORDS)),
            note=draw(st.sampled_from(["", "Ask.", "Röntgen"])),
            excerpt=draw(st.sampled_from(WORDS)),
            chapter=draw(st.sampled_from(["", "One", "Two"])),
            colour=draw(st.sampled_from(["", "orange", *COLOURS])),
            labels=tuple(draw(st.lists(st.sampled_from(["a", "b", "Ünder"]), unique=True))),
            created=draw(stamps),
            anchor=draw(st.none() | st.builds(passage, st.integers(0, 50))),
        )
        for number in range(count)
    )
