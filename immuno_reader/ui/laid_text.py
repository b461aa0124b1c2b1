"""Where stretches of a laid-out document stand, line by line.

Each question to Qt goes through PySide, which takes longer than the answer: of a line that many
passages stand on, all is asked once.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


class Stretch(NamedTuple):
    """Letters beside each other, in pixels of the document."""

    left: float
    top: float
    right: float
    bottom: float
    is_mirrored: bool = False
    """Whether it begins on the right."""

    @property
    def rect(self) -> QRectF:
        """The same as a rectangle."""
        return QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)


class LaidText:
    """A document as it is laid now; to be thrown away before it is laid anew."""

    def __init__(self, document: "QTextDocument") -> None:
        """Ask nothing yet."""
        self._document = document
        self._layout = document.documentLayout()
        self._blocks: dict[int, _Block] = {}
        """Those that were asked about, by where they begin."""
        self._latest: _Block | None = None

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Return where the letters between two positions stand, one stretch a line."""
        block, found = self._latest, list[Stretch]()
        if block is None or not block.start <= start < block.end:
            block = self._laid(self._document.findBlock(start))
        while block is not None and block.start < end:
            self._latest = block
            block.add_stretches(found, start, end)
            block = self._laid(block.next()) if block.end < end else None
        return found

    def _laid(self, block: "QTextBlock") -> "_Block | None":
        if not block.isValid():
            return None
        start = block.position()
        if start not in self._blocks:
            origin = self._layout.blockBoundingRect(block).topLeft()
            self._blocks[start] = _Block(block, origin.x(), origin.y())
        return self._blocks[start]


class _Line:
    """A line of a block; positions are the block's."""

    __slots__ = ("_laid", "_left", "_x", "bottom", "end", "inked", "start", "top")

    def __init__(self, laid: "QTextLine", block: "QTextBlock", left: float, top: float) -> None:
        self._laid, self._left = laid, left
        self.start = laid.textStart()
        self.end = self.start + laid.textLength()
        # The space at which a line ends stands beyond it, and nothing is drawn there.
        last = block.document().characterAt(block.position() + self.end - 1)
        self.inked = self.end - 1 if last.isspace() else self.end
        """Where the last letter ends."""
        self.top = top + laid.y()
        self.bottom = self.top + laid.height()
        self._x: dict[int, float] = {}

    def x(self, at: int) -> float:
        """Return how far to the right of the document a position is."""
        if at not in self._x:
            answer: object = self._laid.cursorToX(at)
            # PySide returns the C++ out-parameter too.
            x = answer[0] if isinstance(answer, tuple) else answer
            self._x[at] = self._left + float(x)  # type: ignore[arg-type]
        return self._x[at]


class _Block:
    """A block of which lines are asked about."""

    def __init__(self, block: "QTextBlock", left: float, top: float) -> None:
        self._block, self.start = block, block.position()
        self.end = self.start + block.length()
        self._left, self._top = left, top
        self._laid = block.layout()
        self._count = self._laid.lineCount()
        self._lines: dict[int, _Line] = {}

    def next(self) -> "QTextBlock":
        """Return the block that follows."""
        return self._block.next()

    def add_stretches(self, found: list[Stretch], start: int, end: int) -> None:
        """Add the letters between two positions of the document to what was found."""
        start, end = max(start - self.start, 0), end - self.start
        # A paragraph may have many lines, and words are on few of them.
        number = self._laid.lineForTextPosition(start).lineNumber() if self._count else 0
        for index in range(number, self._count):
            line = self._line(index)
            first = max(start, line.start)
            if first >= end:
                break
            last = line.inked if line.end < end else min(end, line.end)
            if first < last:
                one, other = line.x(first), line.x(last)
                left, right = min(one, other), max(one, other)
                found.append(Stretch(left, line.top, right, line.bottom, one > other))

    def _line(self, index: int) -> _Line:
        if index not in self._lines:
            laid = self._laid.lineAt(index)
            self._lines[index] = _Line(laid, self._block, self._left, self._top)
        return self._lines[index]
