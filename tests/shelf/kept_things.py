"""Items of every sort, made at random, for tests of what goes from one computer to another."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from immuno_reader.identity import (
    COLOURS,
    BlockId,
    ItemId,
    PackId,
    SectionId,
    SectionRef,
    TermId,
    TermRef,
)
from immuno_reader.shelf.bookmark import Anchor, Bookmark
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.moments import stamp
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import new_word

ODD = ("\n", "\r\n", "<b>", "&lt;", "*", "_", "# ", "1. ", "> ", "- ", "=1+1", "@x", "|", "`", "؟")
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(ODD)).map(
    "".join
)
FILLED = TEXTS.filter(bool)
STAMPS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(
    lambda when: stamp(when.replace(tzinfo=UTC).timestamp())
)
COUNTS = st.integers(0, 2**31 - 1)
SECTIONS = st.sampled_from(["kinds", "fatigue", "skin"]).map(
    lambda name: SectionRef(PackId("immunotherapy"), SectionId(name))
)
ANCHORS = st.builds(
    Anchor,
    st.sampled_from(["en", "es"]),
    st.just(BlockId("top.p1")),
    COUNTS,
    COUNTS,
    COUNTS,
    FILLED,
    TEXTS,
    TEXTS,
)
IDS = st.uuids().map(lambda id: ItemId(id.urn))
BOOKMARKS = st.builds(
    Bookmark,
    id=IDS,
    section=SECTIONS,
    title=TEXTS,
    chapter=TEXTS,
    anchor=st.none() | ANCHORS,
    label=TEXTS,
    labels=st.lists(FILLED, max_size=3).map(tuple),
    note=TEXTS,
    colour=st.sampled_from(["", "mauve", *COLOURS]),
    created=STAMPS,
    modified=STAMPS,
    excerpt=TEXTS,
    other=st.sampled_from([{}, {"later": {"deep": [1, None]}}]),
)
QUESTIONS = st.builds(
    Question,
    IDS,
    FILLED,
    TEXTS,
    st.booleans(),
    st.none() | SECTIONS,
    TEXTS,
    st.none() | ANCHORS,
    STAMPS,
    STAMPS,
)
WORDS = st.builds(
    lambda term, name: new_word(TermRef(PackId("immunotherapy"), TermId(term)), name),
    st.sampled_from(["biopsy", "antibody", "cell"]),
    FILLED,
)
ITEMS: st.SearchStrategy[list[Item]] = st.lists(
    BOOKMARKS | QUESTIONS | WORDS, max_size=6, unique_by=lambda item: item.id
)
