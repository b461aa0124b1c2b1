"""Which words of a section are a question that somebody may take to the appointment."""

import re

from immuno_reader.identity import Span
from immuno_reader.library.book import Block, Contents, Section, SectionEntry

_OPENING, _CLOSING = '"\u201c\u201e\u00ab\u2039', '"\u201d\u201c\u00bb\u203a'
_MARKS = "?\u061f\uff1f"
"""How most languages end a question; Greek does with what looks like a semicolon."""
_GREEK_MARKS = ";\u037e"
_LED_IN = re.compile(rf"[^{_OPENING}]*:\s*(?=[{_OPENING}])")
"""What stands before a question that is quoted: ``Ask your team:``."""
_QUOTED = re.compile(rf"[{_OPENING}]\s*([^{_OPENING}{_CLOSING}]+?)\s*[{_CLOSING}]\.?")
_SENTENCE_END = re.compile(rf"[.!{_MARKS}][{_CLOSING})]*\s+")
_INNER = re.compile(r"</li>|<[uo]l\b|data-block=")
"""What the HTML of an item's own words ends with."""


def page_of_questions(contents: Contents) -> SectionEntry | None:
    """Return the first section whose id says that it holds questions, or None."""
    for entry in contents.sections():
        if entry.ref is not None and entry.ref.section.startswith("questions"):
            return entry
    return None


def questions_in(section: Section) -> tuple[Block, ...]:
    """Return the items of lists that are questions.

    An item that ends with a link is none, though the title of a section may be a question.
    """
    return tuple(block for block in section.blocks if _is_question(section, block))


def question_of(section: Section, block: Block) -> str:
    """Return the words of a question, without quotation marks and what leads up to them."""
    return _bare(section.text[block.start : block.end])


def question_at(section: Section, span: Span) -> str:
    """Return what somebody means who points at a part of a section, to ask about it.

    One word stands for the question, the item or the sentence that it is in; more words stand for
    themselves, or for the question that they are a part of.
    """
    block, words = section.block_at(span.start), section.text[slice(*span)]
    if block is not None and span.end <= block.end:
        if _is_question(section, block):
            return question_of(section, block)
        if len(words.split()) <= 1:
            whole = block.kind == "item"
            words = question_of(section, block) if whole else _sentence(section, block, span)
    return _bare(words)


def _is_question(section: Section, block: Block) -> bool:
    if block.kind != "item":
        return False
    marks = _MARKS + (_GREEK_MARKS if section.language.startswith("el") else "")
    text = section.text[block.start : block.end].strip()
    words = _bare(text)
    if not (words.endswith(tuple(marks)) and any(map(str.isalpha, words))):
        return False
    is_quoted = text.rstrip(".").endswith(tuple(_CLOSING))
    return is_quoted or not _ends_with_link(section, block)


def _ends_with_link(section: Section, block: Block) -> bool:
    _, _, behind = section.html.partition(f'data-block="{block.id}"')
    end = _INNER.search(behind)
    html = behind[: end.start()] if end else behind
    return html.rstrip(" \n.").endswith("</a>")


def _bare(text: str) -> str:
    text = " ".join(text.split())
    led_in = _LED_IN.match(text)
    quoted = _QUOTED.fullmatch(text, led_in.end() if led_in else 0)
    return quoted[1] if quoted else text


def _sentence(section: Section, block: Block, span: Span) -> str:
    text, start = section.text[: block.end], block.start
    for end in _SENTENCE_END.finditer(text, block.start):
        if end.end() > span.start:
            return text[start : end.end()]
        start = end.end()
    return text[start:]
