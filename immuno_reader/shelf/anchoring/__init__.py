"""Finding a kept passage again in today's text: the right one, or none."""

from immuno_reader.shelf.anchoring.finding import find_anchor, find_untouched, nearest_place
from immuno_reader.shelf.anchoring.text import Found, Text, make_anchor

__all__ = ["Found", "Text", "find_anchor", "find_untouched", "make_anchor", "nearest_place"]
