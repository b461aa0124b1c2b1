"""Which Markdown is laid out, and which is so large or so tangled that it is shown as it stands.

Time to lay out a paragraph grows with its length times its marks, and depth ends in a full stack.
No text that a person wrote for people comes near these limits.
"""

import re

MAX_LENGTH = 2_000_000
"""Characters of a section that is laid out at all."""
MAX_BLOCKS = 10_000
MAX_LINE = 50_000
MAX_DEPTH = 20
MAX_TANGLE = 3_000_000
"""Length times marks of one paragraph, list item or table row."""
MAX_SECTION_TANGLE = 15_000_000
MAX_FENCE_WORK = 20_000_000
"""Length times fences: each that is not closed is looked for to the end."""

_MARKS = re.compile(r"[\[*_`<&\\]")
_OPENERS = re.compile(r"^ {0,3}(?:#|\[|\*\[|!!!|:|[-=*_]{2,}|[-=]$)", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_DEEP = re.compile(
    rf"^(?![ \t*_-]+$)[ \t]*(?:(?:>|(?:[*+:-]|\d{{1,9}}[.)])[ \t])[ \t]*){{{MAX_DEPTH},}}"
    rf"|^[ ]{{{4 * MAX_DEPTH},}}(?:[>*+:-]|\d{{1,9}}[.)]|!!!)",
    re.MULTILINE,
)
_RUN_ENDS = re.compile(r"\n(?=[ >]*(?:[*+-]|\d{1,9}[.)]|\|)|[^\n]*\|)")


def is_too_large(source: str) -> bool:
    """Tell whether a section as a whole is beyond what is laid out."""
    return (
        len(source) > MAX_LENGTH
        or source.count("\n\n") > MAX_BLOCKS
        or (
            ("```" in source or "~~~" in source)
            and len(_FENCE.findall(source)) * len(source) > MAX_FENCE_WORK
        )
    )


class Guard:
    """Watches over the blocks of one section."""

    def __init__(self) -> None:
        self._tangle = 0

    def refuses(self, block: str) -> bool:
        """Tell whether a block is to be shown as it stands."""
        return (
            any(len(line) > MAX_LINE for line in block.split("\n"))
            or bool(_DEEP.search(block))
            or self._is_tangled(block)
        )

    def _is_tangled(self, block: str) -> bool:
        marks = len(_MARKS.findall(block))
        self._tangle += len(block)
        if marks * len(block) > MAX_TANGLE:
            works = [len(run) * len(_MARKS.findall(run)) for run in _RUN_ENDS.split(block)]
            if max(works) > MAX_TANGLE:
                return True
            self._tangle += sum(works)
        else:
            self._tangle += marks * len(block)
        openers = len(_OPENERS.findall(block)) if len(block) > 1000 else 0
        return self._tangle > MAX_SECTION_TANGLE or openers * len(block) > MAX_SECTION_TANGLE
