"""Whether an SVG drawing is safe to draw, and how large it is; nothing in it is ever fetched."""

import re
from collections import Counter
from collections.abc import Mapping
from xml.parsers import expat

MAX_DEPTH = 200
MAX_DRAWN = 1_000_000
"""Elements drawn once every ``use``, pattern and the like is written out."""
_MAX_REUSE_DEPTH = 20
_DEFAULT_SIZE = (300.0, 150.0)
"""What browsers take where a drawing says nothing."""

_FORBIDDEN = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"}
)
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:[eE][+-]?\d{1,2})?)\s*(px|pt|pc|mm|cm|in|)\s*$")
_INCH = 96.0
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": _INCH / 72,
    "pc": _INCH / 6,
    "mm": _INCH / 25.4,
    "cm": _INCH / 2.54,
    "in": _INCH,
}
_HARMLESS = re.compile(r"[\w\s.,#%+-]*")
_URL = re.compile(r"url\(\s*['\"]?\s*([^)'\"\s]*)", re.IGNORECASE)


def svg_size(data: bytes) -> tuple[float, float]:
    """Return the natural width and height of a drawing in pixels.

    They are its ``width`` and ``height`` where both are absolute, else those of its ``viewBox``.

    Raises:
        ValueError: it is no well-formed SVG, or is refused; the message says why.
    """
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.characters
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.ProcessingInstructionHandler = reading.instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"it is not well-formed: {error}") from error
    reading.check_reuse()
    return reading.size


class _Reading:
    def __init__(self) -> None:
        self.size = _DEFAULT_SIZE
        self._depth = 0
        self._open: list[tuple[str, str]] = []
        """Name and id of the elements that are open."""
        self._style: list[str] = []
        self._elements: Counter[str] = Counter()
        """How many elements each id holds; the empty id is the whole drawing."""
        self._reuses: dict[str, Counter[str]] = {}
        """Which ids are drawn again inside each id, and how often."""

    def doctype(self, *_: object) -> None:
        raise ValueError("it has a DOCTYPE, which may hide entities")

    def instruction(self, *_: object) -> None:
        raise ValueError("it has a processing instruction, which may load a style sheet")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = _local(name)
        if not self._open and tag != "svg":
            raise ValueError("it is not an SVG")
        if len(self._open) >= MAX_DEPTH:
            raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
        if tag in _FORBIDDEN:
            raise ValueError(f"it has a <{tag}> element")
        if not self._open:
            self.size = _natural_size(attributes)
        self._open.append((tag, attributes.get("id", "")))
        holders = {"", *(id for _, id in self._open)}
        for holder in holders:
            self._elements[holder] += 1
        for target in _targets(attributes):
            for holder in holders:
                self._reuses.setdefault(holder, Counter())[target] += 1

    def end(self, _: str) -> None:
        tag, _id = self._open.pop()
        if tag == "style":
            # Whole: a parser gives it in pieces, cut at each character reference.
            _check_css("".join(self._style))
            self._style.clear()

    def characters(self, text: str) -> None:
        if self._open[-1][0] == "style":
            self._style.append(text)

    def check_reuse(self) -> None:
        """Refuse drawings that are small to read and endless to draw."""
        drawn: dict[str, int] = {}
        if self._drawn("", drawn, 0) > MAX_DRAWN:
            raise ValueError(f"it draws more than {MAX_DRAWN:,} elements")

    def _drawn(self, id: str, known: dict[str, int], depth: int) -> int:
        if depth > _MAX_REUSE_DEPTH:
            raise ValueError("it reuses its parts in a circle, or too deep")
        if id not in known:
            known[id] = self._elements[id] + sum(
                times * self._drawn(target, known, depth + 1)
                for target, times in self._reuses.get(id, Counter()).items()
            )
        return known[id]


def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()


def _targets(attributes: Mapping[str, str]) -> list[str]:
    """Return the ids that an element draws again; refuse what leads anywhere else."""
    targets = []
    for name, value in attributes.items():
        attribute = _local(name)
        if attribute.startswith("on"):
            raise ValueError(f"it has a script in “{attribute}”")
        if attribute == "attributename" and _local(value.strip()) == "href":
            raise ValueError("it has a link that changes")
        if attribute in ("href", "src", "base"):
            if not value.strip().startswith("#"):
                raise ValueError("it has a link that leads out of it")
            targets.append(value.strip()[1:])
        elif name != "xmlns" and not name.startswith("xmlns:"):
            _check_css(value)
            if "(" in value:
                targets += [url[1:] for url in _URL.findall(value)]
    return targets


def _check_css(text: str) -> None:
    if _HARMLESS.fullmatch(text):  # nearly all are, and there are many
        return
    if "@import" in text.casefold() or "\\" in text:
        raise ValueError("it loads something else in its style")
    if any(not url.startswith("#") for url in _URL.findall(text)):
        raise ValueError("it loads something else in its style")


def _natural_size(attributes: Mapping[str, str]) -> tuple[float, float]:
    width, height = (_length(attributes.get(side, "")) for side in ("width", "height"))
    if width and height:
        return width, height
    numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        _, _, box_width, box_height = (float(number) for number in numbers)
    except ValueError:
        return width or _DEFAULT_SIZE[0], height or _DEFAULT_SIZE[1]
    if not (0 < box_width < 1e9 and 0 < box_height < 1e9):
        raise ValueError("it has an empty or endless viewBox")
    if width:
        return width, width * box_height / box_width
    if height:
        return height * box_width / box_height, height
    return box_width, box_height


def _length(text: str) -> float:
    """Return a length in pixels; 0 where it is none, or a share of the page."""
    found = _LENGTH.match(text)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0
